using System.Net;
using Jobs.Tests.Postgres;
using Npgsql;
using Xunit.Abstractions;

namespace Jobs.Host.Tests.Postgres;

/// <summary>A real server hurt in every way that servers are, beneath a real host: 503 meanwhile, no false acknowledgement, and everything comes back by itself.</summary>
public sealed class OutageTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>About as long as an outage here: it ends within or after it.</summary>
    private static readonly TimeSpan LongJob = TimeSpan.FromSeconds(6);

    private PostgresServer _server = null!;
    private string _connection = "";

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.SkipReason is not null)
            return;
        _server = await PostgresServer.StartNewAsync();

        // An ordinary role: a superuser has connections in reserve.
        var database = new NpgsqlConnectionStringBuilder(_server.CreateDatabase()).Database!;
        PostgresServer.Execute(_server.ConnectionTo(database), "CREATE ROLE host LOGIN PASSWORD 's3cret'; GRANT CREATE ON SCHEMA public TO host");
        _connection = new NpgsqlConnectionStringBuilder(_server.ConnectionTo(database, "host", "s3cret")) { CommandTimeout = 2 }.ToString();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [PostgresFact]
    public Task A_server_that_is_killed_and_started_again() => SurviveAsync(async drill =>
    {
        await _server.KillAsync();
        await drill.UntilUnavailableAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await drill.HealthAsync()).Status);
        await _server.StartAsync();
    });

    [PostgresFact]
    public Task A_server_that_is_frozen_for_a_while() => SurviveAsync(async drill =>
    {
        _server.Freeze();
        await drill.UntilUnavailableAsync();
        _server.Thaw();
    });

    [PostgresFact]
    public Task A_server_that_takes_no_writes() => SurviveAsync(async drill =>
    {
        Administer("ALTER SYSTEM SET default_transaction_read_only = on");
        Administer("SELECT pg_reload_conf()");
        await drill.UntilUnavailableAsync();
        Administer("ALTER SYSTEM RESET default_transaction_read_only");
        Administer("SELECT pg_reload_conf()");
    });

    [PostgresFact]
    public Task A_server_that_has_no_connection_left() => SurviveAsync(async drill =>
    {
        Administer("ALTER ROLE host CONNECTION LIMIT 0");
        Administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'host'");
        await drill.UntilUnavailableAsync();
        Administer("ALTER ROLE host CONNECTION LIMIT -1");
    });

    [PostgresFact]
    public Task A_table_that_somebody_else_has_locked() => SurviveAsync(async drill =>
    {
        using var other = PostgresServer.Open(_server.ConnectionTo(new NpgsqlConnectionStringBuilder(_connection).Database!));
        using var transaction = await other.BeginTransactionAsync();
        using (var command = new NpgsqlCommand("LOCK TABLE journal IN ACCESS EXCLUSIVE MODE", other, transaction))
            await command.ExecuteNonQueryAsync();
        await drill.UntilUnavailableAsync();
        await transaction.RollbackAsync();
    });

    [PostgresFact]
    public Task Connections_that_are_cut_off_again_and_again() => SurviveAsync(async drill =>
    {
        for (var i = 0; i < 5; i++)
        {
            Administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'host'");
            await drill.UntilAcknowledgedAsync(20);
        }
    });

    private async Task SurviveAsync(Func<OutageDrill, Task> outage)
    {
        using var drill = await OutageDrill.StartAsync(_connection);
        try
        {
            await drill.RunLongJobAsync(LongJob);
            await outage(drill);
            await drill.UntilAcknowledgedAsync(50);
            await drill.JudgeAsync();
        }
        catch (Exception)
        {
            output.WriteLine(await drill.EndAndReadLogAsync());
            throw;
        }
    }

    private void Administer(string sql) => PostgresServer.Execute(_server.ConnectionTo("postgres"), sql);
}
