using Akka.Persistence.Sql.Db;

namespace Jobs.Index.Postgres;

/// <summary>The index in PostgreSQL, in the database of the journal.</summary>
/// <param name="isPowerSafe">A commit survives a crash of the server; else the last ones may be lost.</param>
internal sealed class PostgresIndexDatabase(string connectionString, bool isPowerSafe = true) : IIndexDatabase
{
    private readonly PostgresConnections _connections = new(connectionString, isPowerSafe ? "full" : "normal");

    public void Initialize()
    {
        using var connection = _connections.Open();
        PostgresIndexTables.BringUpToDate(connection);
    }

    public IIndexWrites OpenWrites() => _connections.OpenFor(connection => new PostgresIndexWrites(connection));

    public IIndexReads OpenReads() => _connections.OpenFor(connection => new PostgresIndexReads(connection));
}
