using Jobs.Events;
using Jobs.Host.Access;
using Jobs.Host.Dashboard;
using Jobs.Host.Live;
using Jobs.Host.Monitoring;
using Jobs.Host.OpenApi;

namespace Jobs.Host.Api;

/// <summary>Every route of the API, in one table.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder app, ApiContext api, DashboardContext dashboard, SignInEndpoints signIn)
    {
        var routes = new RouteTable(app, api.Log);
        MapJobs(routes, api);
        MapDeadLetters(routes, new DeadLetterEndpoints(api));
        MapOperations(routes, new OperationEndpoints(api));
        MapQueues(routes, new QueueEndpoints(api), new QueueCommandEndpoints(api));
        routes.Get("/api/v1/workers", new WorkerEndpoints(api).ListAsync, StatsDocs.Workers);
        MapStats(routes, new StatsEndpoints(api));
        MapLimits(routes, new LimitsEndpoints(api));
        MapLeases(routes, new LeaseEndpoints(api));
        MapHealth(routes, new HealthEndpoints(api, app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>()));
        MapTelemetry(routes, api);
        MapEvents(routes, api, app.ServiceProvider);
        MapTutorial(routes, new TutorialEndpoints(api));
        DashboardRoutes.Map(routes, dashboard);
        MapSignIn(routes, signIn);
        routes.Get("/openapi/v1.json", _ => Task.FromResult(Answer.Ok(new OpenApiDocument(routes.Routes).Write)), HostDocs.OpenApi);
        routes.MapTheRest(dashboard.UnknownAsync);
    }

    private static void MapJobs(RouteTable routes, ApiContext api)
    {
        var jobs = new JobEndpoints(api);
        routes.Post("/api/v1/jobs", Scopes.Enqueue, new EnqueueEndpoint(api).PostAsync, JobDocs.Enqueue);
        routes.Post("/api/v1/jobs/batch", Scopes.Enqueue, new BatchEndpoint(api).PostAsync, JobDocs.EnqueueBatch);
        routes.Get("/api/v1/jobs", jobs.ListAsync, JobDocs.List);
        routes.Get("/api/v1/jobs/{id}", jobs.GetAsync, JobDocs.Get);
        routes.Patch("/api/v1/jobs/{id}", Scopes.Operate, jobs.ChangeAsync, JobDocs.Change);
        routes.Delete("/api/v1/jobs/{id}", Scopes.Admin, jobs.DeleteAsync, JobDocs.Delete);
        routes.Get("/api/v1/jobs/{id}/result", jobs.ResultAsync, JobDocs.Result);
        routes.Post("/api/v1/jobs/{id}/cancel", Scopes.Operate, jobs.CancelAsync, JobDocs.Cancel);
        routes.Post("/api/v1/jobs/{id}/retry", Scopes.Operate, jobs.RetryAsync, JobDocs.Retry);
    }

    private static void MapDeadLetters(RouteTable routes, DeadLetterEndpoints letters)
    {
        routes.Get("/api/v1/dead-letters", letters.ListAsync, DeadLetterDocs.List);
        routes.Get("/api/v1/dead-letters/groups", letters.GroupsAsync, DeadLetterDocs.Groups);
        routes.Get("/api/v1/dead-letters/{id}", letters.GetAsync, DeadLetterDocs.Get);
        routes.Post("/api/v1/dead-letters/{id}/replay", Scopes.Operate, letters.ReplayAsync, DeadLetterDocs.Replay);
        routes.Delete("/api/v1/dead-letters/{id}", Scopes.Admin, letters.DeleteAsync, DeadLetterDocs.Delete);
    }

    private static void MapOperations(RouteTable routes, OperationEndpoints operations)
    {
        routes.Post("/api/v1/jobs/bulk", Scopes.Operate, operations.BulkAsync, OperationDocs.Bulk);
        routes.Post("/api/v1/dead-letters/replay", Scopes.Operate, operations.ReplayAsync, OperationDocs.Replay);
        routes.Get("/api/v1/operations", operations.ListAsync, OperationDocs.List);
        routes.Get("/api/v1/operations/{id}", operations.GetAsync, OperationDocs.Get);
        routes.Post("/api/v1/operations/{id}/cancel", Scopes.Operate, operations.CancelAsync, OperationDocs.Cancel);
    }

    private static void MapQueues(RouteTable routes, QueueEndpoints queues, QueueCommandEndpoints commands)
    {
        routes.Get("/api/v1/queues", queues.ListAsync, QueueDocs.List);
        routes.Get("/api/v1/queues/{queue}", queues.GetAsync, QueueDocs.Get);
        routes.Post("/api/v1/queues/{queue}/pause", Scopes.Operate, commands.PauseAsync, QueueDocs.Pause);
        routes.Post("/api/v1/queues/{queue}/resume", Scopes.Operate, commands.ResumeAsync, QueueDocs.Resume);
        routes.Post("/api/v1/queues/{queue}/drain", Scopes.Operate, commands.DrainAsync, QueueDocs.Drain);
    }

    private static void MapStats(RouteTable routes, StatsEndpoints stats)
    {
        routes.Get("/api/v1/stats", stats.GetAsync, StatsDocs.Stats);
        routes.Get("/api/v1/stats/series", stats.SeriesAsync, StatsDocs.Series);
    }

    private static void MapLeases(RouteTable routes, LeaseEndpoints leases)
    {
        routes.Post("/api/v1/queues/{queue}/claims", Scopes.Work, leases.ClaimAsync, LeaseDocs.Claim);
        routes.Post("/api/v1/jobs/{id}/ack", Scopes.Work, leases.AckAsync, LeaseDocs.Ack);
        routes.Post("/api/v1/jobs/{id}/nack", Scopes.Work, leases.NackAsync, LeaseDocs.Nack);
        routes.Post("/api/v1/jobs/{id}/extend", Scopes.Work, leases.ExtendAsync, LeaseDocs.Extend);
    }

    private static void MapLimits(RouteTable routes, LimitsEndpoints limits)
    {
        routes.Patch("/api/v1/queues/{queue}", Scopes.Operate, limits.ChangeAsync, QueueDocs.Change);
        routes.Post("/api/v1/queues/{queue}/reset", Scopes.Operate, limits.ResetAsync, QueueDocs.Reset);
    }

    private static void MapHealth(RouteTable routes, HealthEndpoints health)
    {
        routes.Get("/health", Scopes.None, health.GetAsync, HostDocs.Health);
        routes.Get("/health/live", Scopes.None, HealthEndpoints.LiveAsync, HostDocs.Live);
        routes.Get("/health/ready", Scopes.None, health.ReadyAsync, HostDocs.Ready);
    }

    private static void MapTelemetry(RouteTable routes, ApiContext api)
    {
        routes.Get("/api/v1/alerts", new AlertEndpoints(api.Telemetry).ListAsync, HostDocs.Alerts);
        routes.Get("/api/v1/links", new LinkEndpoints(api.Links).GetAsync, HostDocs.Links);
        routes.Serve(HttpMethods.Get, "/metrics", Scopes.Read, new MetricsEndpoint(api.Telemetry).ServeAsync, HostDocs.Metrics);
    }

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
        routes.Serve(HttpMethods.Get, "/api/v1/events", Scopes.Read, events.SendAsync, EventDocs.Events);
        routes.Serve(HttpMethods.Get, "/api/v1/live", Scopes.Read, events.TalkAsync, EventDocs.Live);
    }

    private static void MapTutorial(RouteTable routes, TutorialEndpoints tutorial)
    {
        routes.Get("/dashboard/stats/{queue}", tutorial.StatsAsync, TutorialDocs.Stats);
        routes.Get("/dashboard/jobs/{queue}", tutorial.JobsAsync, TutorialDocs.Jobs);
        routes.Get("/dashboard/dead/{queue}", tutorial.DeadAsync, TutorialDocs.Dead);
        routes.Post("/dashboard/dead/{id}/replay", Scopes.Operate, tutorial.ReplayAsync, TutorialDocs.Replay);
        routes.Post("/dashboard/dead/{queue}/replay-all", Scopes.Operate, tutorial.ReplayAllAsync, TutorialDocs.ReplayAll);
    }
}
