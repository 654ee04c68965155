using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sql.Db;

internal sealed class SqliteSnapshots : ISnapshotSession
{
    private const string InRange = "persistence_id = ?1 AND sequence_number BETWEEN ?2 AND ?3 AND created BETWEEN ?4 AND ?5";
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _latest;
    private readonly SqliteStatement _save;
    private readonly SqliteStatement _delete;

    public SqliteSnapshots(SqliteConnection connection)
    {
        _connection = connection;
        var database = connection.Handle!;
        _latest = new SqliteStatement(
            database, $"SELECT sequence_number, created, snapshot, serializer_id, manifest FROM snapshot WHERE {InRange} ORDER BY sequence_number DESC LIMIT 1");
        _save = new SqliteStatement(
            database, "INSERT OR REPLACE INTO snapshot (persistence_id, sequence_number, created, snapshot, serializer_id, manifest) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        _delete = new SqliteStatement(database, $"DELETE FROM snapshot WHERE {InRange}");
    }

    public SnapshotRow? ReadLatest(in SnapshotRange range)
    {
        try
        {
            Bind(_latest, range);
            return _latest.Step()
                ? new SnapshotRow(range.PersistenceId, _latest.Int64(0), _latest.Int64(1), _latest.Blob(2), _latest.NullableInt32(3), _latest.Text(4))
                : null;
        }
        finally
        {
            _latest.Reset();
        }
    }

    public void Save(in SnapshotRow row)
    {
        _save.Bind(1, row.PersistenceId);
        _save.Bind(2, row.SequenceNr);
        _save.Bind(3, row.Created);
        _save.Bind(4, row.Snapshot);
        _save.Bind(5, row.SerializerId);
        _save.Bind(6, row.Manifest);
        _save.Run();
    }

    public void Delete(in SnapshotRange range)
    {
        Bind(_delete, range);
        _delete.Run();
    }

    public void Dispose()
    {
        _latest.Dispose();
        _save.Dispose();
        _delete.Dispose();
        _connection.Dispose();
    }

    private static void Bind(SqliteStatement statement, in SnapshotRange range)
    {
        statement.Bind(1, range.PersistenceId);
        statement.Bind(2, range.SequenceNrMin);
        statement.Bind(3, range.SequenceNrMax);
        statement.Bind(4, range.CreatedMin);
        statement.Bind(5, range.CreatedMax);
    }
}
