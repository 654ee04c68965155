using System.Data.Common;
using Jobs.Host.Commands;
using Jobs.Hosting;
using Npgsql;

namespace Jobs.Host.Serving;

/// <summary>
/// The proof that no other host uses a PostgreSQL database: a lock that lives as long as the connection that took it. Unlike that of a data folder it can be lost, with its connection.
/// </summary>
internal sealed class DatabaseLock : IAsyncDisposable
{
    /// <summary>How often the connection is asked whether it still lives; its end is mostly seen at once.</summary>
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(2);

    /// <summary>Wait between two attempts to take a lock that was lost.</summary>
    private static readonly TimeSpan RetakeInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long a new host waits for one that is just ending.</summary>
    private static readonly TimeSpan TakeWait = TimeSpan.FromSeconds(3);

    private const int AnswerTimeoutSeconds = 5;
    private const int CancelTimeoutMilliseconds = 500;

    /// <summary>Any number that others do not use: "jobs.one".</summary>
    internal const long Key = 0x6A6F_6273_2E6F_6E65;

    /// <summary>A server that has lost sight of this host must not keep the lock for it for hours: it looks after 10 s of silence and gives up 15 s later. And silence is no reason to end the session.</summary>
    private const string Settings = """
        SET tcp_keepalives_idle = 10;
        SET tcp_keepalives_interval = 5;
        SET tcp_keepalives_count = 3;
        SET idle_session_timeout = 0;
        """;

    private readonly PostgresConnection _place;
    private NpgsqlConnection? _connection;

    private DatabaseLock(PostgresConnection place) => _place = place;

    /// <exception cref="CommandException">The database can not be reached, or another host has it (exit code 4).</exception>
    public static async Task<DatabaseLock> TakeAsync(PostgresConnection place)
    {
        var taken = new DatabaseLock(place);
        using var patience = new CancellationTokenSource(TakeWait);
        try
        {
            while (!await taken.TryTakeAsync(CancellationToken.None))
            {
                if (patience.IsCancellationRequested)
                    throw InUse(place);
                await Task.Delay(RetakeInterval / 4, CancellationToken.None);
            }

            return taken;
        }
        catch (Exception fault) when (fault is DbException or TimeoutException)
        {
            throw new CommandException(
                ExitCodes.Failed,
                $"The PostgreSQL database {place} can not be used.",
                fault.Message,
                $"Check jobs.storage.connection or {ServeOptions.ConnectionVariable}, and that the server runs: docs/postgres.md.");
        }
    }

    /// <summary>Returns when the lock is no longer held, with the reason.</summary>
    public async Task<Exception> LostAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                // The server's last word, or the end of the connection, ends the wait early.
                await _connection!.WaitAsync(PingInterval, stop);
                await ExecuteAsync(_connection, "SELECT 1", stop);
            }
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            await CloseAsync();
            return fault;
        }
    }

    /// <summary>Returns when it is held again.</summary>
    public async Task RetakeAsync(CancellationToken stop)
    {
        while (!await TryRetakeAsync(stop))
            await Task.Delay(RetakeInterval, stop);
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<bool> TryRetakeAsync(CancellationToken stop)
    {
        try
        {
            return await TryTakeAsync(stop);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException)
        {
            return false;
        }
    }

    private async Task<bool> TryTakeAsync(CancellationToken stop)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_place.ConnectionString)
        {
            Pooling = false,
            Timeout = AnswerTimeoutSeconds,
            CommandTimeout = AnswerTimeoutSeconds,
            CancellationTimeout = CancelTimeoutMilliseconds,
        }.ToString());
        try
        {
            await connection.OpenAsync(stop);
            await ExecuteAsync(connection, Settings, stop);

            // A standby gives such locks as well, but nobody could write there.
            if (await ExecuteAsync(connection, $"SELECT NOT pg_is_in_recovery() AND pg_try_advisory_lock({Key})", stop) is true)
            {
                _connection = connection;
                return true;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return false;
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(stop);
    }

    private static CommandException InUse(PostgresConnection place) => new(
        ExitCodes.Conflict,
        $"The PostgreSQL database {place} is in use by another host.",
        "Two hosts that write to one journal would only stop each other.",
        "Stop that host, or name another database. (A standby, which can not be written to, is refused as well.)");

    private async Task CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            try
            {
                await connection.DisposeAsync();
            }
            catch (DbException)
            {
                // It could not even be closed; it is given up all the same.
            }
        }
    }
}
