using Jobs.Events;
using Jobs.Host.Access;
using Jobs.Host.Dashboard;
using Jobs.Host.Live;

namespace Jobs.Host.Api;

/// <summary>Every route of the API, in one table.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder app, ApiContext api, DashboardContext dashboard, SignInEndpoints signIn)
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
        MapTelemetry(routes, api);
        MapEvents(routes, api, app.ServiceProvider);
        MapTutorial(routes, new TutorialEndpoints(api));
        DashboardRoutes.Map(routes, dashboard);
        MapSignIn(routes, signIn);
        MapLater(routes);
        routes.MapTheRest(dashboard.UnknownAsync);
    }

    private static void MapJobs(RouteTable routes, ApiContext api)
    {
        var jobs = new JobEndpoints(api);
        routes.Post("/api/v1/jobs", Scopes.Enqueue, new EnqueueEndpoint(api).PostAsync);
        routes.Post("/api/v1/jobs/batch", Scopes.Enqueue, new BatchEndpoint(api).PostAsync);
        routes.Get("/api/v1/jobs", jobs.ListAsync);
        routes.Get("/api/v1/jobs/{id}", jobs.GetAsync);
        routes.Patch("/api/v1/jobs/{id}", Scopes.Operate, jobs.ChangeAsync);
        routes.Delete("/api/v1/jobs/{id}", Scopes.Admin, jobs.DeleteAsync);
        routes.Get("/api/v1/jobs/{id}/result", jobs.ResultAsync);
        routes.Post("/api/v1/jobs/{id}/cancel", Scopes.Operate, jobs.CancelAsync);
        routes.Post("/api/v1/jobs/{id}/retry", Scopes.Operate, jobs.RetryAsync);
    }

    private static void MapDeadLetters(RouteTable routes, DeadLetterEndpoints letters)
    {
        routes.Get("/api/v1/dead-letters", letters.ListAsync);
        routes.Get("/api/v1/dead-letters/groups", letters.GroupsAsync);
        routes.Post("/api/v1/dead-letters/replay", Scopes.Operate, letters.ReplayManyAsync);
        routes.Get("/api/v1/dead-letters/{id}", letters.GetAsync);
        routes.Post("/api/v1/dead-letters/{id}/replay", Scopes.Operate, letters.ReplayAsync);
        routes.Delete("/api/v1/dead-letters/{id}", Scopes.Admin, letters.DeleteAsync);
    }

    private static void MapQueues(RouteTable routes, QueueEndpoints queues, QueueCommandEndpoints commands)
    {
        routes.Get("/api/v1/queues", queues.ListAsync);
        routes.Get("/api/v1/queues/{queue}", queues.GetAsync);
        routes.Post("/api/v1/queues/{queue}/pause", Scopes.Operate, commands.PauseAsync);
        routes.Post("/api/v1/queues/{queue}/resume", Scopes.Operate, commands.ResumeAsync);
        routes.Post("/api/v1/queues/{queue}/drain", Scopes.Operate, commands.DrainAsync);
    }

    private static void MapStats(RouteTable routes, StatsEndpoints stats)
    {
        routes.Get("/api/v1/stats", stats.GetAsync);
        routes.Get("/api/v1/stats/series", stats.SeriesAsync);
    }

    private static void MapLeases(RouteTable routes, LeaseEndpoints leases)
    {
        routes.Post("/api/v1/queues/{queue}/claims", Scopes.Work, leases.ClaimAsync);
        routes.Post("/api/v1/jobs/{id}/ack", Scopes.Work, leases.AckAsync);
        routes.Post("/api/v1/jobs/{id}/nack", Scopes.Work, leases.NackAsync);
        routes.Post("/api/v1/jobs/{id}/extend", Scopes.Work, leases.ExtendAsync);
    }

    private static void MapLimits(RouteTable routes, LimitsEndpoints limits)
    {
        routes.Patch("/api/v1/queues/{queue}", Scopes.Operate, limits.ChangeAsync);
        routes.Post("/api/v1/queues/{queue}/reset", Scopes.Operate, limits.ResetAsync);
    }

    private static void MapHealth(RouteTable routes, HealthEndpoints health)
    {
        routes.Get("/health", Scopes.None, health.GetAsync);
        routes.Get("/health/live", Scopes.None, HealthEndpoints.LiveAsync);
        routes.Get("/health/ready", Scopes.None, health.ReadyAsync);
    }

    private static void MapTelemetry(RouteTable routes, ApiContext api) => routes.Get("/api/v1/links", new LinkEndpoints(api.Links).GetAsync);

    private static void MapSignIn(RouteTable routes, SignInEndpoints signIn)
    {
        routes.Serve(HttpMethods.Get, SignInEndpoints.LoginPath, Scopes.None, signIn.FormAsync);
        routes.Serve(HttpMethods.Post, SignInEndpoints.LoginPath, Scopes.None, signIn.SignInAsync);
        routes.Serve(HttpMethods.Post, "/logout", Scopes.None, signIn.SignOutAsync);
    }

    private static void MapEvents(RouteTable routes, ApiContext api, IServiceProvider services)
    {
        var (hub, clock) = (services.GetRequiredService<EventHub>(), services.GetRequiredService<TimeProvider>());
        var draining = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var streams = new EventStreams(hub, new StatsTicker(hub, api.Gateway, clock, api.Log), StreamPace.Default, draining);
        var events = new EventEndpoints(streams, api.Settings, clock);
        routes.Serve(HttpMethods.Get, "/api/v1/events", Scopes.Read, events.SendAsync);
        routes.Serve(HttpMethods.Get, "/api/v1/live", Scopes.Read, events.TalkAsync);
    }

    private static void MapLater(RouteTable routes)
    {
        routes.Later(HttpMethods.Get, "/api/v1/operations/{id}", "/metrics", "/openapi/v1.json");
        routes.Later(HttpMethods.Post, "/api/v1/jobs/bulk", "/api/v1/operations/{id}/cancel");
    }

    private static void MapTutorial(RouteTable routes, TutorialEndpoints tutorial)
    {
        routes.Get("/dashboard/stats/{queue}", tutorial.StatsAsync);
        routes.Get("/dashboard/jobs/{queue}", tutorial.JobsAsync);
        routes.Get("/dashboard/dead/{queue}", tutorial.DeadAsync);
        routes.Post("/dashboard/dead/{id}/replay", Scopes.Operate, tutorial.ReplayAsync);
        routes.Post("/dashboard/dead/{queue}/replay-all", Scopes.Operate, tutorial.ReplayAllAsync);
    }
}
