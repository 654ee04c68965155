using Npgsql;
using NpgsqlTypes;

namespace Akka.Persistence.Sql.Db;

/// <summary>
/// A round is one prepared statement with an array per column: it is a transaction of its own, in one round trip, however many rows it has, and costs the server half of what single inserts cost.
/// </summary>
internal sealed class PostgresJournalWrites : IJournalWriteSession
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _insert;
    private readonly NpgsqlBatch _delete;
    private readonly List<long> _created = [];
    private readonly List<string> _persistenceIds = [];
    private readonly List<long> _sequenceNrs = [];
    private readonly List<byte[]> _messages = [];
    private readonly List<string> _manifests = [];
    private readonly List<int?> _identifiers = [];
    private readonly List<string> _writers = [];

    public PostgresJournalWrites(NpgsqlConnection connection)
    {
        _connection = connection;
        _insert = new NpgsqlCommand("""
            INSERT INTO journal (deleted, created, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
            SELECT false, unnest($1), unnest($2), unnest($3), unnest($4), unnest($5), unnest($6), unnest($7)
            """, connection);
        Add(_created, NpgsqlDbType.Bigint);
        Add(_persistenceIds, NpgsqlDbType.Varchar);
        Add(_sequenceNrs, NpgsqlDbType.Bigint);
        Add(_messages, NpgsqlDbType.Bytea);
        Add(_manifests, NpgsqlDbType.Varchar);
        Add(_identifiers, NpgsqlDbType.Integer);
        Add(_writers, NpgsqlDbType.Varchar);
        _insert.Prepare();

        // One round trip and, without a BEGIN, one transaction.
        _delete = new NpgsqlBatch(connection);
        AddDelete("""
            UPDATE journal SET deleted = true WHERE persistence_id = $1 AND sequence_number =
                (SELECT MAX(sequence_number) FROM journal WHERE persistence_id = $1 AND sequence_number <= $2)
            """);
        AddDelete("""
            DELETE FROM journal WHERE persistence_id = $1 AND sequence_number <
                (SELECT MAX(sequence_number) FROM journal WHERE persistence_id = $1 AND sequence_number <= $2)
            """);
    }

    public void Begin() => Clear();

    public void Insert(in JournalRow row)
    {
        _created.Add(row.Created);
        _persistenceIds.Add(row.PersistenceId);
        _sequenceNrs.Add(row.SequenceNr);
        _messages.Add(row.Message);
        _manifests.Add(row.Manifest);
        _identifiers.Add(row.Identifier);
        _writers.Add(row.WriterUuid);
    }

    public void Commit()
    {
        if (_created.Count == 0)
            return;
        _insert.ExecuteNonQuery();

        // A large round must not stay in memory until the next one.
        Clear();
    }

    public void DeleteTo(string persistenceId, long toSequenceNr)
    {
        foreach (var command in _delete.BatchCommands)
        {
            command.Parameters[0].Value = persistenceId;
            command.Parameters[1].Value = toSequenceNr;
        }

        _delete.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _delete.Dispose();
        _connection.Dispose();
    }

    private void Add<T>(List<T> column, NpgsqlDbType type) =>
        _insert.Parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = column, NpgsqlDbType = NpgsqlDbType.Array | type });

    private void AddDelete(string sql) => _delete.BatchCommands.Add(new NpgsqlBatchCommand(sql)
    {
        Parameters = { new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Varchar }, new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint } },
    });

    private void Clear()
    {
        _created.Clear();
        _persistenceIds.Clear();
        _sequenceNrs.Clear();
        _messages.Clear();
        _manifests.Clear();
        _identifiers.Clear();
        _writers.Clear();
    }
}
