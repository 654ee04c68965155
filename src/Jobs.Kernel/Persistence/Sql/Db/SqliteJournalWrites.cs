using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sql.Db;

internal sealed class SqliteJournalWrites : IJournalWriteSession
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _markLast;
    private readonly SqliteStatement _deleteMarked;

    public SqliteJournalWrites(SqliteConnection connection)
    {
        _connection = connection;
        var database = connection.Handle!;
        _begin = new SqliteStatement(database, "BEGIN IMMEDIATE");
        _insert = new SqliteStatement(database, """
            INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
            VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, ?7)
            """);
        _commit = new SqliteStatement(database, "COMMIT");
        _markLast = new SqliteStatement(database, """
            UPDATE journal SET deleted = 1 WHERE persistence_id = ?1 AND sequence_number =
                (SELECT MAX(sequence_number) FROM journal WHERE persistence_id = ?1 AND sequence_number <= ?2)
            """);
        _deleteMarked = new SqliteStatement(database, """
            DELETE FROM journal WHERE persistence_id = ?1 AND sequence_number <
                (SELECT MAX(sequence_number) FROM journal WHERE persistence_id = ?1 AND sequence_number <= ?2)
            """);
    }

    public void Begin() => _begin.Run();

    public void Insert(in JournalRow row)
    {
        _insert.Bind(1, row.Created);
        _insert.Bind(2, row.PersistenceId);
        _insert.Bind(3, row.SequenceNr);
        _insert.Bind(4, row.Message);
        _insert.Bind(5, row.Manifest);
        _insert.Bind(6, row.Identifier);
        _insert.Bind(7, row.WriterUuid);
        _insert.Run();
    }

    public void Commit() => _commit.Run();

    public void DeleteTo(string persistenceId, long toSequenceNr)
    {
        Begin();
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_markLast, _deleteMarked])
        {
            statement.Bind(1, persistenceId);
            statement.Bind(2, toSequenceNr);
            statement.Run();
        }

        Commit();
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_begin, _insert, _commit, _markLast, _deleteMarked])
            statement.Dispose();
        _connection.Dispose();
    }
}
