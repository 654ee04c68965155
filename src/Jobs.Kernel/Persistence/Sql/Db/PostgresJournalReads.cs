using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Akka.Persistence.Sql.Db;

internal sealed class PostgresJournalReads : IJournalReadSession
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _highest;
    private readonly NpgsqlCommand _rows;
    private string _lastManifest = "";
    private string _lastWriter = "";

    public PostgresJournalReads(NpgsqlConnection connection)
    {
        _connection = connection;
        _highest = new NpgsqlCommand("SELECT MAX(sequence_number) FROM journal WHERE persistence_id = $1", connection)
        {
            Parameters = { Varchar() },
        };
        _highest.Prepare();

        // Sizes before messages: the server stops where the bytes are enough, because what it has begun to send must be read to its end.
        _rows = new NpgsqlCommand("""
            SELECT sequence_number, created, message, identifier, manifest, writer_uuid FROM (
                SELECT *, SUM(length(message)) OVER (ORDER BY sequence_number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before FROM (
                    SELECT sequence_number, created, message, identifier, manifest, writer_uuid FROM journal
                    WHERE persistence_id = $1 AND sequence_number >= $2 AND sequence_number <= $3 AND NOT deleted
                    ORDER BY sequence_number LIMIT $4) AS page) AS sized
            WHERE bytes_before IS NULL OR bytes_before < $5
            ORDER BY sequence_number
            """, connection)
        {
            Parameters = { Varchar(), Bigint(), Bigint(), Bigint(), Bigint() },
        };
        _rows.Prepare();
    }

    public long ReadHighestSequenceNr(string persistenceId)
    {
        _highest.Parameters[0].Value = persistenceId;
        return _highest.ExecuteScalar() is long highest ? highest : 0;
    }

    public int Read(string persistenceId, long fromSequenceNr, long toSequenceNr, int rowsMax, long bytesMax, Action<JournalRow> onRow)
    {
        _rows.Parameters[0].Value = persistenceId;
        _rows.Parameters[1].Value = fromSequenceNr;
        _rows.Parameters[2].Value = toSequenceNr;
        _rows.Parameters[3].Value = (long)rowsMax;
        _rows.Parameters[4].Value = bytesMax;
        using var reader = _rows.ExecuteReader(CommandBehavior.SingleResult);
        var rows = 0;
        while (reader.Read())
        {
            rows++;
            onRow(new JournalRow(
                persistenceId,
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.GetFieldValue<byte[]>(2),
                reader.IsDBNull(3) ? null : reader.GetInt32(3),
                Same(ref _lastManifest, reader, 4),
                Same(ref _lastWriter, reader, 5)));
        }

        return rows;
    }

    public void Dispose()
    {
        _highest.Dispose();
        _rows.Dispose();
        _connection.Dispose();
    }

    /// <summary>Neighbouring rows mostly hold the same text: one string serves them all.</summary>
    private static string Same(ref string last, NpgsqlDataReader reader, int column)
    {
        var text = reader.IsDBNull(column) ? "" : reader.GetString(column);
        return last == text ? last : last = text;
    }

    private static NpgsqlParameter Varchar() => new() { NpgsqlDbType = NpgsqlDbType.Varchar };

    private static NpgsqlParameter Bigint() => new() { NpgsqlDbType = NpgsqlDbType.Bigint };
}
