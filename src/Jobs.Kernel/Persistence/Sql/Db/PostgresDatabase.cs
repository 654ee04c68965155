using Akka.Configuration;
using Npgsql;

namespace Akka.Persistence.Sql.Db;

/// <summary>PostgreSQL. Each session has a connection of its own, which nobody else is given afterwards: closing it takes back what was begun.</summary>
internal sealed class PostgresDatabase : ISqlDatabase
{
    public const string ProviderName = "PostgreSQL.15";

    /// <summary>Longest wait for the answer to a statement, unless the connection string says another: a server that is frozen or locked must not hold a write for ever.</summary>
    internal const int CommandTimeoutSeconds = 10;

    /// <summary>Longest wait for a connection, likewise.</summary>
    internal const int ConnectTimeoutSeconds = 5;

    private const string ApplicationName = "jobs";

    /// <summary>
    /// A default of the server, the database or the role must not decide what a commit means. Only <c>off</c> is overruled: the other values are as durable or more so.
    /// </summary>
    private const string Durable = """
        SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
        """;

    private const string NotDurable = """
        SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;
        SET synchronous_commit = off;
        """;

    private readonly string _connectionString;
    private readonly string _openingSql;

    /// <param name="connectionString">For Npgsql.</param>
    /// <param name="synchronous"><c>full</c>: a commit survives a crash of the server. <c>normal</c>: the last ones before it may be lost.</param>
    public PostgresDatabase(string connectionString, string synchronous)
    {
        if (synchronous is not ("full" or "normal"))
            throw new ConfigurationException($"synchronous: expected full or normal, got {synchronous}");

        _connectionString = Complete(connectionString);
        _openingSql = synchronous == "full" ? Durable : NotDurable;
    }

    public void Initialize() => PostgresTables.CreateMissing(Open);

    public IJournalWriteSession OpenJournalWrites() => Opened(connection => new PostgresJournalWrites(connection));

    public IJournalReadSession OpenJournalReads() => Opened(connection => new PostgresJournalReads(connection));

    public ISnapshotSession OpenSnapshots() => Opened(connection => new PostgresSnapshots(connection));

    /// <summary>What a row can be blamed for: wrong or doubled values, or a conflict with another transaction. Anything else would meet the next write as well.</summary>
    public bool IsFaultOfOneWrite(Exception cause) => cause switch
    {
        PostgresException refused => refused.SqlState is ['2', '2' or '3', ..] or ['4', '0', ..],
        NpgsqlException => false,
        _ => true,
    };

    private static string Complete(string connectionString)
    {
        try
        {
            var given = new NpgsqlConnectionStringBuilder(connectionString);
            var defaults = new NpgsqlConnectionStringBuilder();
            given.Pooling = false;
            given.CommandTimeout = given.CommandTimeout == defaults.CommandTimeout ? CommandTimeoutSeconds : given.CommandTimeout;
            given.Timeout = given.Timeout == defaults.Timeout ? ConnectTimeoutSeconds : given.Timeout;
            given.ApplicationName ??= ApplicationName;
            return given.ToString();
        }
        catch (ArgumentException)
        {
            // What Npgsql says repeats pieces of the string, and a piece may be half of a password.
            throw new ConfigurationException(
                "connection-string: this is no connection string for PostgreSQL; expected Host=…;Database=…;Username=…;Password=…, with quotes around a value that holds ; or =");
        }
    }

    private T Opened<T>(Func<NpgsqlConnection, T> session)
    {
        var connection = Open();
        try
        {
            return session(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            connection.Open();
            using var command = new NpgsqlCommand(_openingSql, connection);
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
