using System.Net;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Jobs.Host.Access;
using Jobs.Events;
using Jobs.Host.Api;
using Jobs.Host.Dashboard;
using Jobs.Host.Dashboard.Pages;
using Jobs.Host.Handlers;
using Jobs.Host.Monitoring;
using Jobs.Hosting;
using Jobs.Queues;

namespace Jobs.Host.Serving;

/// <summary>Puts the host together: the actor system with its storage, the jobs in it, the API in front.</summary>
internal static class JobsHost
{
    /// <summary>For what comes after the drain: the last commits, and the journal's closing.</summary>
    private static readonly TimeSpan _shutdownMargin = TimeSpan.FromSeconds(15);

    /// <summary>How often a WebSocket is asked whether it is still there, and how long it may take to say so.</summary>
    private static readonly TimeSpan _socketKeepAlive = TimeSpan.FromSeconds(15);

    /// <param name="journal">null keeps everything in memory.</param>
    /// <param name="databaseLock">Null: there is none that could be lost.</param>
    /// <param name="steps">Told every step of every job, where somebody wants to see them; null: only what went wrong is logged.</param>
    public static WebApplication Build(HostConfiguration configuration, JournalDatabase? journal, TimeProvider clock, ILoggerProvider? steps = null, DatabaseLock? databaseLock = null)
    {
        // Empty: nothing but our own flags, variables and files configures this program.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddHostLogging(configuration.Jobs.Host.Log, steps);
        OtlpExport.AddTo(builder, OtlpSwitches.Read(Environment.GetEnvironmentVariable));
        AddHttp(builder, configuration);
        AddJobs(builder.Services, configuration, journal, clock);
        if (databaseLock is not null)
            builder.Services.AddSingleton(databaseLock).AddHostedService<DatabaseLockKeeper>();
        var app = builder.Build();
        MapRoutes(app, configuration);
        return app;
    }

    private static void AddHttp(WebApplicationBuilder builder, HostConfiguration configuration)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            HttpLimits.Set(kestrel.Limits);
            foreach (var url in configuration.Urls)
            {
                if (IPAddress.TryParse(url.IdnHost, out var address))
                    kestrel.Listen(address, url.Port);
                else
                    kestrel.ListenLocalhost(url.Port);
            }
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = configuration.Jobs.Settings.DrainTimeout + _shutdownMargin);
    }

    private static void AddJobs(IServiceCollection services, HostConfiguration configuration, JournalDatabase? journal, TimeProvider clock)
    {
        services.AddSingleton(clock);
        services.AddSingleton(new OutboundHttp(configuration.Jobs.Host.AllowPrivateHttp));
        services.AddJobClient();
        var events = new EventHub(clock);
        services.AddSingleton(events);
        services.AddAkka("jobs", (akka, _) =>
        {
            akka.AddHocon(BundledFiles.HostHocon(), HoconAddMode.Prepend);
            if (journal is not null)
                akka.WithSqlPersistence(journal.ConnectionString, journal.ProviderName);
            akka.WithJobs(configuration.Jobs.Settings with { Observers = [.. configuration.Jobs.Settings.Observers, events], KeepsCounts = true }, HostHandlers.Add(new JobHandlers(), configuration.Jobs.Host, clock));
        });

        // Behind the actors, which it asks.
        services.AddSingleton<CountsHistory>().AddHostedService<CountsSampler>();
    }

    private static void MapRoutes(WebApplication app, HostConfiguration configuration)
    {
        var queues = app.Services.GetRequiredService<IRequiredActor<JobQueues>>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Jobs.Host.Api");
        var started = app.Services.GetRequiredService<StartedJobs>();
        var api = new ApiContext(new QueueGateway(() => queues.ActorRef), configuration.Jobs.Settings, log)
        {
            Links = configuration.Jobs.Host.Links,
            Telemetry = () => started.Jobs?.Telemetry,
            IsUnreadyOnCritical = configuration.Jobs.Host.UnreadyOnCritical,
        };
        var dashboard = DashboardContext.Create(api, app.Services, configuration.Jobs);
        var access = new AccessControl(configuration, dashboard.Pages.Links, app.Services.GetRequiredService<TimeProvider>());

        // Under the prefix and without it: a proxy may strip it or not.
        app.UsePathBase(configuration.Jobs.Host.PathPrefix);
        app.UseRouting();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = _socketKeepAlive, KeepAliveTimeout = _socketKeepAlive });
        app.Use(next => http => access.Gate.PassAsync(http, next));
        app.MapApi(api, dashboard, access.SignIn);
    }

    /// <summary>Signals are ours (<see cref="StopSignals"/>), so the host has nothing of its own to wait for.</summary>
    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
