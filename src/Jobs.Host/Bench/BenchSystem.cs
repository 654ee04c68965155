using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Jobs.Hosting;

namespace Jobs.Host.Bench;

/// <summary>A job system of its own, in this process, on the storage that is measured.</summary>
internal sealed class BenchSystem : IAsyncDisposable
{
    /// <summary>Stdout is for the figures.</summary>
    private const string Quiet = """
        akka.loglevel = WARNING
        akka.log-dead-letters = off
        """;

    private readonly IHost _host;

    private BenchSystem(IHost host, ActorSystem system, JobsSystem jobs)
    {
        _host = host;
        System = system;
        Jobs = jobs;
    }

    public ActorSystem System { get; }

    public JobsSystem Jobs { get; }

    public static async Task<BenchSystem> StartAsync(BenchOptions options, BenchDatabase database, JobsSettings settings, JobHandlers handlers)
    {
        var started = new TaskCompletionSource<(ActorSystem System, JobsSystem Jobs)>();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka("bench", (akka, _) =>
        {
            akka.AddHocon(Quiet, HoconAddMode.Prepend);
            akka.AddHocon(JobsHocon.For(settings), HoconAddMode.Append);
            if (database.Journal is { } journal)
            {
                akka.AddHocon($"akka.persistence.journal.sql.synchronous = {(options.DurabilityFull ? "full" : "normal")}", HoconAddMode.Prepend);
                akka.WithSqlPersistence(journal.ConnectionString, journal.ProviderName);
            }

            akka.WithActors((system, _) => started.SetResult((system, JobsSystem.Start(system, settings, handlers))));
        });
        var host = builder.Build();
        await host.StartAsync();
        var (actors, jobs) = await started.Task;
        return new BenchSystem(host, actors, jobs);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
