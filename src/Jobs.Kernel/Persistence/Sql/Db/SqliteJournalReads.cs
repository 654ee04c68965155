using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sql.Db;

internal sealed class SqliteJournalReads : IJournalReadSession
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _highest;
    private readonly SqliteStatement _rows;
    private string _lastManifest = "";
    private string _lastWriter = "";

    public SqliteJournalReads(SqliteConnection connection)
    {
        _connection = connection;
        _highest = new SqliteStatement(connection.Handle!, "SELECT MAX(sequence_number) FROM journal WHERE persistence_id = ?1");
        _rows = new SqliteStatement(connection.Handle!, """
            SELECT sequence_number, created, message, identifier, manifest, writer_uuid FROM journal
            WHERE persistence_id = ?1 AND sequence_number >= ?2 AND sequence_number <= ?3 AND deleted = 0
            ORDER BY sequence_number LIMIT ?4
            """);
    }

    public long ReadHighestSequenceNr(string persistenceId)
    {
        try
        {
            _highest.Bind(1, persistenceId);
            return _highest.Step() ? _highest.Int64(0) : 0;
        }
        finally
        {
            _highest.Reset();
        }
    }

    public int Read(string persistenceId, long fromSequenceNr, long toSequenceNr, int rowsMax, long bytesMax, Action<JournalRow> onRow)
    {
        try
        {
            _rows.Bind(1, persistenceId);
            _rows.Bind(2, fromSequenceNr);
            _rows.Bind(3, toSequenceNr);
            _rows.Bind(4, (long)rowsMax);
            var rows = 0;
            var bytes = 0L;
            while (bytes < bytesMax && _rows.Step())
            {
                var message = _rows.Blob(2);
                bytes += message.Length;
                rows++;
                onRow(new JournalRow(
                    persistenceId, _rows.Int64(0), _rows.Int64(1), message, _rows.NullableInt32(3), Same(ref _lastManifest, 4), Same(ref _lastWriter, 5)));
            }

            return rows;
        }
        finally
        {
            _rows.Reset();
        }
    }

    public void Dispose()
    {
        _highest.Dispose();
        _rows.Dispose();
        _connection.Dispose();
    }

    /// <summary>Neighbouring rows mostly hold the same text: one string serves them all.</summary>
    private string Same(ref string last, int column) => _rows.TextEquals(column, last) ? last : last = _rows.Text(column);
}
