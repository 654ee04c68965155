using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Akka.Persistence.Sql.Db;

internal sealed class PostgresSnapshots : ISnapshotSession
{
    private const string InRange = "persistence_id = $1 AND sequence_number BETWEEN $2 AND $3 AND created BETWEEN $4 AND $5";
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _latest;
    private readonly NpgsqlCommand _save;
    private readonly NpgsqlCommand _delete;

    public PostgresSnapshots(NpgsqlConnection connection)
    {
        _connection = connection;
        _latest = Prepared(
            $"SELECT sequence_number, created, snapshot, serializer_id, manifest FROM snapshot WHERE {InRange} ORDER BY sequence_number DESC LIMIT 1",
            NpgsqlDbType.Varchar, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint);
        _save = Prepared(
            """
            INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot, serializer_id, manifest) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (persistence_id, sequence_number)
            DO UPDATE SET created = excluded.created, snapshot = excluded.snapshot, serializer_id = excluded.serializer_id, manifest = excluded.manifest
            """,
            NpgsqlDbType.Varchar, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bytea, NpgsqlDbType.Integer, NpgsqlDbType.Varchar);
        _delete = Prepared(
            $"DELETE FROM snapshot WHERE {InRange}",
            NpgsqlDbType.Varchar, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint);
    }

    public SnapshotRow? ReadLatest(in SnapshotRange range)
    {
        Bind(_latest, range);
        using var reader = _latest.ExecuteReader(CommandBehavior.SingleRow);
        return reader.Read()
            ? new SnapshotRow(
                range.PersistenceId,
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.IsDBNull(2) ? [] : reader.GetFieldValue<byte[]>(2),
                reader.IsDBNull(3) ? null : reader.GetInt32(3),
                reader.IsDBNull(4) ? "" : reader.GetString(4))
            : null;
    }

    public void Save(in SnapshotRow row)
    {
        Bind(_save, row.PersistenceId, row.SequenceNr, row.Created, row.Snapshot, row.SerializerId as object ?? DBNull.Value, row.Manifest);
        _save.ExecuteNonQuery();
    }

    public void Delete(in SnapshotRange range)
    {
        Bind(_delete, range);
        _delete.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _latest.Dispose();
        _save.Dispose();
        _delete.Dispose();
        _connection.Dispose();
    }

    private static void Bind(NpgsqlCommand command, in SnapshotRange range) =>
        Bind(command, range.PersistenceId, range.SequenceNrMin, range.SequenceNrMax, range.CreatedMin, range.CreatedMax);

    private static void Bind(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
    }

    private NpgsqlCommand Prepared(string sql, params ReadOnlySpan<NpgsqlDbType> parameters)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var type in parameters)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        command.Prepare();
        return command;
    }
}
