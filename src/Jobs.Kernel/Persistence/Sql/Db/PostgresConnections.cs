using Akka.Configuration;
using Npgsql;

namespace Akka.Persistence.Sql.Db;

/// <summary>Connections that nobody else is given afterwards, and whose commits mean the same wherever they are made.</summary>
internal sealed class PostgresConnections
{
    /// <summary>Longest wait for the answer to a statement, unless the connection string says another: a server that is frozen or locked must not hold a write for ever.</summary>
    internal const int CommandTimeoutSeconds = 10;

    /// <summary>Longest wait for a connection, likewise.</summary>
    internal const int ConnectTimeoutSeconds = 5;

    private const string ApplicationName = "jobs";

    /// <summary>
    /// A default of the server, the database or the role must not decide what a commit means. Only <c>off</c> is overruled: the other values are as durable or more so.
    /// </summary>
    private const string Durable = """
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
        """;

    private const string NotDurable = "SET synchronous_commit = off;";

    /// <summary>Large values are compressed when they are stored, with what is given; the server's default costs it three times the whole insert.</summary>
    private const string Session = """
        SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;
        SELECT set_config(name, 'lz4', false) FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals);

        """;

    private readonly string _connectionString;
    private readonly string _openingSql;

    /// <param name="connectionString">For Npgsql.</param>
    /// <param name="synchronous"><c>full</c>: a commit survives a crash of the server. <c>normal</c>: the last ones before it may be lost.</param>
    public PostgresConnections(string connectionString, string synchronous)
    {
        if (synchronous is not ("full" or "normal"))
            throw new ConfigurationException($"synchronous: expected full or normal, got {synchronous}");

        _connectionString = Complete(connectionString);
        _openingSql = Session + (synchronous == "full" ? Durable : NotDurable);
    }

    public NpgsqlConnection Open()
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

    /// <summary>A session that owns its connection.</summary>
    public T OpenFor<T>(Func<NpgsqlConnection, T> session)
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
}
