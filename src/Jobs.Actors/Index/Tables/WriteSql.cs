namespace Jobs.Index.Tables;

/// <summary>
/// The statements that both databases understand. PostgreSQL counts parameters by what follows the <c>$</c>, SQLite by their first appearance: they appear in order.
/// </summary>
internal static class WriteSql
{
    public const string FindCheckpoint = "SELECT no, sequence_number FROM job_checkpoints WHERE persistence_id = $1";

    public const string AddCheckpoint = """
        INSERT INTO job_checkpoints (no, persistence_id, queue, partition, sequence_number, at, facts)
        SELECT COALESCE(MAX(no), 0) + 1, $1, $2, $3, $4, $5, $6 FROM job_checkpoints
        """;

    public const string MoveCheckpoint = "UPDATE job_checkpoints SET sequence_number = $1, at = $2, facts = $3 WHERE no = $4";

    public const string DeleteJobs = "DELETE FROM jobs WHERE key BETWEEN $1 AND $2";

    public const string PutLetter = """
        INSERT INTO dead_letters (key, queue, partition, id, type, reason, created_at, died_at, error_type, error_message, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (key) DO UPDATE SET id = excluded.id, type = excluded.type, reason = excluded.reason, created_at = excluded.created_at, died_at = excluded.died_at,
            error_type = excluded.error_type, error_message = excluded.error_message, state = excluded.state
        """;

    public const string DeleteLetter = "DELETE FROM dead_letters WHERE key = $1";

    public const string DeleteLetters = "DELETE FROM dead_letters WHERE key BETWEEN $1 AND $2";

    public const string PutKey = """
        INSERT INTO job_keys (no, type, unique_key, job_id, until_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (no, type, unique_key) DO UPDATE SET job_id = excluded.job_id, until_at = excluded.until_at
        """;

    public const string DeleteKey = "DELETE FROM job_keys WHERE no = $1 AND type = $2 AND unique_key = $3";

    public const string DeleteKeys = "DELETE FROM job_keys WHERE no = $1";

    public const string PutIds = """
        INSERT INTO job_ids (no, number, newest_at, ids) VALUES ($1, $2, $3, $4)
        ON CONFLICT (no, number) DO UPDATE SET newest_at = excluded.newest_at, ids = excluded.ids
        """;

    public const string DeleteIdsBelow = "DELETE FROM job_ids WHERE no = $1 AND number < $2";

    public const string PutMinute = """
        INSERT INTO job_minutes (queue, partition, minute, enqueued, completed, failed, dead, waits, runs) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (queue, partition, minute) DO UPDATE SET enqueued = excluded.enqueued, completed = excluded.completed, failed = excluded.failed,
            dead = excluded.dead, waits = excluded.waits, runs = excluded.runs
        """;

    /// <summary>A row whose number has passed to another job is not changed: it has to go first.</summary>
    public static string PutJob { get; } = $"""
        INSERT INTO jobs ({string.Join(", ", JobColumns.All)}) VALUES ({string.Join(", ", JobColumns.All.Select(JobColumns.ParameterOf))})
        ON CONFLICT (key) DO UPDATE SET {string.Join(", ", JobColumns.Changing.Concat(JobColumns.Payload).Select(column => $"{column} = excluded.{column}"))} WHERE jobs.id = excluded.id
        """;
}
