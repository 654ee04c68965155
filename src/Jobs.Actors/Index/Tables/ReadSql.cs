using System.Collections.Immutable;

namespace Jobs.Index.Tables;

/// <summary>What is read, in words that both databases understand; see <see cref="WriteSql"/> on parameters.</summary>
internal static class ReadSql
{
    public const string Checkpoint = "SELECT no, queue, partition, sequence_number, facts FROM job_checkpoints WHERE persistence_id = $1";

    public const string Checkpoints = "SELECT persistence_id, sequence_number, at FROM job_checkpoints ORDER BY persistence_id";

    public const string CountOfStatus = "SELECT COUNT(*) FROM jobs WHERE queue = $1 AND partition = $2 AND status = $3";

    public const string LiveOfStatus = "SELECT key, change, state FROM jobs WHERE queue = $1 AND partition = $2 AND status = $3";

    public const string KeysOfStatus = "SELECT key FROM jobs WHERE queue = $1 AND partition = $2 AND status = $3";

    public const string KeysOfStatusChangedAfter = "SELECT key FROM jobs WHERE queue = $1 AND partition = $2 AND status = $3 AND change > $4";

    public const string Letters =
        "SELECT key, id, type, reason, created_at, died_at, error_type, error_message, state FROM dead_letters WHERE key BETWEEN $1 AND $2 ORDER BY key";

    public const string Keys = "SELECT type, unique_key, job_id, until_at FROM job_keys WHERE no = $1";

    public const string Ids = "SELECT number, newest_at, ids FROM job_ids WHERE no = $1 ORDER BY number";

    public const string Minutes = """
        SELECT minute, enqueued, completed, failed, dead, waits, runs FROM job_minutes
        WHERE queue = $1 AND partition = $2 AND minute BETWEEN $3 AND $4 ORDER BY minute
        """;

    public const string PayloadColumns = "SELECT payload_content_type, payload_key_id, payload, payload_bytes";

    public const string PayloadOfKey = $"{PayloadColumns} FROM jobs WHERE key = $1";

    private static readonly string[] _ofEachListed = ["key", "id", "change"];

    /// <summary>By key.</summary>
    public static string Find { get; } = $"SELECT {ColumnsOfJob} FROM jobs WHERE key = $1";

    /// <summary>Queue, partition, id. Of several with one id the last is the newest.</summary>
    public static string FindEnded { get; } =
        $"SELECT {ColumnsOfJob} FROM jobs WHERE queue = $1 AND partition = $2 AND id = $3 AND ended_at IS NOT NULL ORDER BY key DESC LIMIT 1";

    private static string ColumnsOfJob => string.Join(", ", JobColumns.All.Except(["queue", "partition"]));

    /// <summary>Queue, partition, status, below which change, how many at most.</summary>
    public static string List(RowsAsked asked) =>
        $"SELECT {string.Join(", ", ColumnsOf(asked))} FROM jobs WHERE queue = $1 AND partition = $2 AND status = $3 AND change < $4 ORDER BY change DESC LIMIT $5";

    /// <summary>What a row of <see cref="List"/> has.</summary>
    public static ImmutableArray<string> ColumnsOf(RowsAsked asked) => [.. _ofEachListed, .. asked.Columns.Except(_ofEachListed)];
}
