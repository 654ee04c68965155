using Jobs.Index.Tables;
using Npgsql;
using NpgsqlTypes;

namespace Jobs.Index.Postgres;

/// <summary>Rows of the table <c>jobs</c> on their way: one statement with an array per column costs the server a fraction of what a statement per row costs.</summary>
internal sealed class PostgresJobBatch : IDisposable
{
    /// <summary>Rows in one statement.</summary>
    private const int RowsMax = 1_000;

    /// <summary>Bytes of payloads and results in one statement; one row alone may have more.</summary>
    private const int BytesMax = 4 * 1024 * 1024;

    /// <summary>These texts come as the bytes that they are, and the server makes texts of them: they are the most of all bytes.</summary>
    private static readonly string[] BytesThatAreText = ["result", "payload"];

    private static readonly string[] Numbers =
        ["key", "priority", "attempts", "max_attempts", "crashes", "replays", "created_at", "updated_at", "due_at", "started_at", "ended_at", "change"];

    private static readonly string[] Bytes = ["state", "result_bytes", "payload_bytes", .. BytesThatAreText];

    private readonly bool _hasPayloads;
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlParameter _queue = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter _partition = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly List<PostgresColumn> _columns = [];
    private int _next;
    private int _rows;
    private int _bytes;

    /// <param name="hasPayloads">The rows have payloads, so they can be new; else they must be there, and their payloads stay.</param>
    public PostgresJobBatch(NpgsqlConnection connection, bool hasPayloads)
    {
        _hasPayloads = hasPayloads;
        string[] names = ["key", "id", .. JobColumns.Changing, .. hasPayloads ? JobColumns.Payload : []];
        _command = new NpgsqlCommand(hasPayloads ? InsertSql(names) : UpdateSql(names), connection) { Parameters = { _queue, _partition } };
        foreach (var name in names)
        {
            PostgresColumn column = Numbers.Contains(name) ? new PostgresColumn<long?>(NpgsqlDbType.Bigint)
                : Bytes.Contains(name) ? new PostgresColumn<byte[]?>(NpgsqlDbType.Bytea)
                : new PostgresColumn<string?>(NpgsqlDbType.Text);
            _columns.Add(column);
            _command.Parameters.Add(column.Parameter);
        }

        _command.Prepare();
    }

    /// <summary>The rows that follow are of this partition.</summary>
    public void Begin(string queue, int partition)
    {
        Clear();
        _queue.Value = queue;
        _partition.Value = (long)partition;
    }

    public void Add(long key, JobRow row)
    {
        _next = 0;
        Add(key);
        Add(row.Id);
        Add(row.Type);
        Add(row.Status.Name());
        Add(row.Priority);
        Add(row.Attempts);
        Add(row.MaxAttempts);
        Add(row.Crashes);
        Add(row.Replays);
        Add(RowTimes.ToMicroseconds(row.CreatedAt));
        Add(RowTimes.ToMicroseconds(row.UpdatedAt));
        Add(RowTimes.ToMicroseconds(row.DueAt));
        Add(RowTimes.ToMicroseconds(row.StartedAt));
        Add(RowTimes.ToMicroseconds(row.EndedAt));
        Add(row.Change);
        Add(row.PartitionKey);
        Add(row.UniqueKey);
        Add(StoredTags.ToText(row.Tags));
        Add(row.Worker);
        Add(row.State.ToArray());
        Add(row.ErrorType);
        Add(row.ErrorMessage);
        Add(row.Result);
        if (_hasPayloads)
            Add(row.Payload);
        if (++_rows >= RowsMax || _bytes >= BytesMax)
            Flush();
    }

    /// <exception cref="InvalidOperationException">A row without payload has none in the index either.</exception>
    public void Flush()
    {
        if (_rows == 0)
            return;
        var written = _command.ExecuteNonQuery();
        if (written != _rows)
            throw new InvalidOperationException($"{_rows - written} of {_rows} jobs came without their payloads, and the index has none of them.");
        Clear();
    }

    public void Dispose() => _command.Dispose();

    /// <summary>A number may have passed to another job, which takes the whole row.</summary>
    private static string InsertSql(string[] names) => $"""
        INSERT INTO jobs (queue, partition, {string.Join(", ", names)})
        SELECT $1, $2, {string.Join(", ", names.Select(Value))} FROM {RowsOf(names)}
        ON CONFLICT (key) DO UPDATE SET {string.Join(", ", names.Skip(1).Select(name => $"{name} = excluded.{name}"))}
        """;

    private static string UpdateSql(string[] names) => $"""
        UPDATE jobs SET {string.Join(", ", names.Skip(2).Select(name => $"{name} = {Value(name)}"))} FROM {RowsOf(names)}
        WHERE jobs.queue = $1 AND jobs.partition = $2 AND jobs.key = row.key AND jobs.id = row.id
        """;

    private static string Value(string name) => BytesThatAreText.Contains(name) ? $"convert_from(row.{name}, 'UTF8')" : $"row.{name}";

    private static string RowsOf(string[] names) => $"unnest({string.Join(", ", names.Select((_, i) => $"${i + 3}"))}) AS row ({string.Join(", ", names)})";

    private void Add(long? value) => ((PostgresColumn<long?>)_columns[_next++]).Add(value);

    private void Add(string? value) => ((PostgresColumn<string?>)_columns[_next++]).Add(PostgresText.OfNullable(value));

    private void Add(byte[]? value)
    {
        ((PostgresColumn<byte[]?>)_columns[_next++]).Add(value);
        _bytes += value?.Length ?? 0;
    }

    /// <summary>Content type, key id, text, bytes.</summary>
    private void Add(JobPayload? body)
    {
        if (body is null)
        {
            Add((string?)null);
            Add((string?)null);
            Add((byte[]?)null);
            Add((byte[]?)null);
            return;
        }

        var stored = StoredBody.Of(body);
        var bytes = stored.Bytes.ToArray();
        Add(stored.ContentType);
        Add(stored.KeyId);
        Add(stored.IsText ? bytes : null);
        Add(stored.IsText ? null : bytes);
    }

    private void Clear()
    {
        foreach (var column in _columns)
            column.Clear();
        _rows = 0;
        _bytes = 0;
    }
}
