namespace Jobs.Host.Api;

/// <summary>Every route of the API, in one table.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder app, ApiContext api)
    {
        var routes = new RouteTable(app, api.Log);
        MapJobs(routes, api);
        MapDeadLetters(routes, new DeadLetterEndpoints(api));
        MapQueues(routes, new QueueEndpoints(api), new QueueCommandEndpoints(api));
        routes.Get("/api/v1/workers", new WorkerEndpoints(api).ListAsync);
        MapStats(routes, new StatsEndpoints(api));
        MapLimits(routes, new LimitsEndpoints(api));
        MapLeases(routes, new LeaseEndpoints(api));
        MapHealth(routes, new HealthEndpoints(api, app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>()));
        MapTutorial(routes, new TutorialEndpoints(api));
        MapLater(routes);
        routes.MapTheRest();
    }

    private static void MapJobs(RouteTable routes, ApiContext api)
    {
        var jobs = new JobEndpoints(api);
        routes.Post("/api/v1/jobs", new EnqueueEndpoint(api).PostAsync);
        routes.Post("/api/v1/jobs/batch", new BatchEndpoint(api).PostAsync);
        routes.Get("/api/v1/jobs", jobs.ListAsync);
        routes.Get("/api/v1/jobs/{id}", jobs.GetAsync);
        routes.Patch("/api/v1/jobs/{id}", jobs.ChangeAsync);
        routes.Delete("/api/v1/jobs/{id}", jobs.DeleteAsync);
        routes.Get("/api/v1/jobs/{id}/result", jobs.ResultAsync);
        routes.Post("/api/v1/jobs/{id}/cancel", jobs.CancelAsync);
        routes.Post("/api/v1/jobs/{id}/retry", jobs.RetryAsync);
    }

    private static void MapDeadLetters(RouteTable routes, DeadLetterEndpoints letters)
    {
        routes.Get("/api/v1/dead-letters", letters.ListAsync);
        routes.Get("/api/v1/dead-letters/groups", letters.GroupsAsync);
        routes.Post("/api/v1/dead-letters/replay", letters.ReplayManyAsync);
        routes.Get("/api/v1/dead-letters/{id}", letters.GetAsync);
        routes.Post("/api/v1/dead-letters/{id}/replay", letters.ReplayAsync);
        routes.Delete("/api/v1/dead-letters/{id}", letters.DeleteAsync);
    }

    private static void MapQueues(RouteTable routes, QueueEndpoints queues, QueueCommandEndpoints commands)
    {
        routes.Get("/api/v1/queues", queues.ListAsync);
        routes.Get("/api/v1/queues/{queue}", queues.GetAsync);
        routes.Post("/api/v1/queues/{queue}/pause", commands.PauseAsync);
        routes.Post("/api/v1/queues/{queue}/resume", commands.ResumeAsync);
        routes.Post("/api/v1/queues/{queue}/drain", commands.DrainAsync);
    }

    private static void MapStats(RouteTable routes, StatsEndpoints stats)
    {
        routes.Get("/api/v1/stats", stats.GetAsync);
        routes.Get("/api/v1/stats/series", stats.SeriesAsync);
    }

    private static void MapLeases(RouteTable routes, LeaseEndpoints leases)
    {
        routes.Post("/api/v1/queues/{queue}/claims", leases.ClaimAsync);
        routes.Post("/api/v1/jobs/{id}/ack", leases.AckAsync);
        routes.Post("/api/v1/jobs/{id}/nack", leases.NackAsync);
        routes.Post("/api/v1/jobs/{id}/extend", leases.ExtendAsync);
    }

    private static void MapLimits(RouteTable routes, LimitsEndpoints limits)
    {
        routes.Patch("/api/v1/queues/{queue}", limits.ChangeAsync);
        routes.Post("/api/v1/queues/{queue}/reset", limits.ResetAsync);
    }

    private static void MapHealth(RouteTable routes, HealthEndpoints health)
    {
        routes.Get("/", WelcomeEndpoint.GetAsync);
        routes.Get("/health", health.GetAsync);
        routes.Get("/health/live", HealthEndpoints.LiveAsync);
        routes.Get("/health/ready", health.ReadyAsync);
    }

    private static void MapLater(RouteTable routes)
    {
        routes.Later(HttpMethods.Get, "/api/v1/operations/{id}", "/api/v1/events", "/api/v1/live", "/metrics", "/openapi/v1.json");
        routes.Later(HttpMethods.Get, "/queues", "/queues/{queue}", "/jobs", "/jobs/{id}", "/dead-letters", "/workers", "/tail", "/configuration");
        routes.Later(HttpMethods.Post, "/api/v1/jobs/bulk", "/api/v1/operations/{id}/cancel");
    }

    private static void MapTutorial(RouteTable routes, TutorialEndpoints tutorial)
    {
        routes.Get("/dashboard/stats/{queue}", tutorial.StatsAsync);
        routes.Get("/dashboard/jobs/{queue}", tutorial.JobsAsync);
        routes.Get("/dashboard/dead/{queue}", tutorial.DeadAsync);
        routes.Post("/dashboard/dead/{id}/replay", tutorial.ReplayAsync);
        routes.Post("/dashboard/dead/{queue}/replay-all", tutorial.ReplayAllAsync);
    }
}
