namespace Jobs.Index.Tables;

/// <summary>Deleting what is kept no longer, the oldest first, a slice at a time. Finished jobs change no more, so their last change is their end, and the index in whose order they lie goes by it.</summary>
internal static class RetentionSql
{
    /// <summary>Queue, partition, status, how many at most, ended before.</summary>
    public const string DeleteEndedBefore = """
        DELETE FROM jobs WHERE key IN (
            SELECT key FROM (SELECT key, ended_at FROM jobs WHERE queue = $1 AND partition = $2 AND status = $3 ORDER BY change LIMIT $4) AS oldest
            WHERE ended_at < $5)
        """;

    /// <summary>Queue, partition, status, how many stay: the last change of the newest that does not.</summary>
    public const string NewestBeyond = "SELECT change FROM jobs WHERE queue = $1 AND partition = $2 AND status = $3 ORDER BY change DESC LIMIT 1 OFFSET $4";

    /// <summary>Queue, partition, status, the last change that goes, how many at most.</summary>
    public const string DeleteTo = """
        DELETE FROM jobs WHERE key IN (
            SELECT key FROM jobs WHERE queue = $1 AND partition = $2 AND status = $3 AND change <= $4 ORDER BY change LIMIT $5)
        """;

    /// <summary>Queue, partition, minute, how many at most.</summary>
    public const string DeleteMinutesBefore = """
        DELETE FROM job_minutes WHERE queue = $1 AND partition = $2 AND minute IN (
            SELECT minute FROM job_minutes WHERE queue = $1 AND partition = $2 AND minute < $3 ORDER BY minute LIMIT $4)
        """;
}
