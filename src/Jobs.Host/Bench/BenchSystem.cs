using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Jobs.Hosting;
using Microsoft.Data.Sqlite;

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
    private readonly string? _connection;

    private BenchSystem(IHost host, ActorSystem system, JobsSystem jobs, string? connection)
    {
        _host = host;
        _connection = connection;
        System = system;
        Jobs = jobs;
    }

    public ActorSystem System { get; }

    public JobsSystem Jobs { get; }

    public static async Task<BenchSystem> StartAsync(BenchOptions options, string folder, JobsSettings settings, JobHandlers handlers)
    {
        var connection = options.Storage == "sqlite" ? $"Data Source={Path.Combine(folder, "jobs.db")}" : null;
        var started = new TaskCompletionSource<(ActorSystem System, JobsSystem Jobs)>();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka("bench", (akka, _) =>
        {
            akka.AddHocon(Quiet, HoconAddMode.Prepend);
            akka.AddHocon(JobsHocon.For(settings), HoconAddMode.Append);
            if (connection is not null)
            {
                akka.AddHocon($"akka.persistence.journal.sql.synchronous = {(options.DurabilityFull ? "full" : "normal")}", HoconAddMode.Prepend);
                akka.WithSqlPersistence(connection, "SQLite.MS");
            }

            akka.WithActors((system, _) => started.SetResult((system, JobsSystem.Start(system, settings, handlers))));
        });
        var host = builder.Build();
        await host.StartAsync();
        var (actors, jobs) = await started.Task;
        return new BenchSystem(host, actors, jobs, connection);
    }

    /// <summary>Rows of a queue in the journal; 0 where the storage has none.</summary>
    public long CountCommits(string queue)
    {
        if (_connection is null)
            return 0;
        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM journal WHERE persistence_id = $id";
        command.Parameters.AddWithValue("$id", $"queue/{queue}/0");
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
