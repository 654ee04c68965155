using Npgsql;

namespace Akka.Persistence.Sql.Db;

/// <summary>PostgreSQL. Each session has a connection of its own, which nobody else is given afterwards: closing it takes back what was begun.</summary>
internal sealed class PostgresDatabase : ISqlDatabase
{
    public const string ProviderName = "PostgreSQL.15";

    private readonly PostgresConnections _connections;

    /// <inheritdoc cref="PostgresConnections(string, string)"/>
    public PostgresDatabase(string connectionString, string synchronous) => _connections = new PostgresConnections(connectionString, synchronous);

    public void Initialize() => PostgresTables.CreateMissing(_connections.Open);

    public IJournalWriteSession OpenJournalWrites() => _connections.OpenFor(connection => new PostgresJournalWrites(connection));

    public IJournalReadSession OpenJournalReads() => _connections.OpenFor(connection => new PostgresJournalReads(connection));

    public ISnapshotSession OpenSnapshots() => _connections.OpenFor(connection => new PostgresSnapshots(connection));

    /// <summary>What a row can be blamed for: wrong or doubled values, or a conflict with another transaction. Anything else would meet the next write as well.</summary>
    public bool IsFaultOfOneWrite(Exception cause) => cause switch
    {
        PostgresException refused => refused.SqlState is ['2', '2' or '3', ..] or ['4', '0', ..],
        NpgsqlException => false,
        _ => true,
    };
}
