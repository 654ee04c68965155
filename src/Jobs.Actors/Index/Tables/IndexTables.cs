namespace Jobs.Index.Tables;

/// <summary>The tables of the index, version by version. <c>docs/storage.md</c> says what each column means.</summary>
internal static class IndexTables
{
    /// <summary>The version that this program reads and writes.</summary>
    public const int Version = 2;

    /// <summary>Where there is no table <c>jobs_schema</c>, the version is 0.</summary>
    public const string ReadVersion = "SELECT MAX(version) FROM jobs_schema";

    /// <summary>What brings an index from one version to the next. What was once released is never changed.</summary>
    public static IReadOnlyList<string> MigrationFrom(int version, SqlTypes types) =>
    [
        .. version switch
        {
            0 => FirstTables(types),
            1 => IdsOfEndedJobsOnly,
            _ => throw new ArgumentOutOfRangeException(nameof(version), version, "There is no way on from this version."),
        },
        $"INSERT INTO jobs_schema (version, applied_at) VALUES ({version + 1}, {types.NowMicroseconds})",
    ];

    // The queue knows its unfinished jobs by their ids. That index was a sixth of what it cost to write a row that waits, and a fourth of deleting it.
    private static string[] IdsOfEndedJobsOnly =>
    [
        "DROP INDEX jobs_by_id",
        "CREATE INDEX jobs_by_id ON jobs (queue, id) WHERE ended_at IS NOT NULL",
    ];

    private static string[] FirstTables(SqlTypes types)
    {
        var (integer, bytes, clustered, _) = types;
        return
        [
            $"CREATE TABLE jobs_schema (version {integer} PRIMARY KEY, applied_at {integer} NOT NULL)",
            $"""
            CREATE TABLE jobs (
                key {integer} PRIMARY KEY,
                queue TEXT NOT NULL,
                partition {integer} NOT NULL,
                id TEXT NOT NULL,
                type TEXT NOT NULL,
                status TEXT NOT NULL,
                priority {integer} NOT NULL,
                attempts {integer} NOT NULL,
                max_attempts {integer} NOT NULL,
                crashes {integer} NOT NULL,
                replays {integer} NOT NULL,
                created_at {integer} NOT NULL,
                updated_at {integer} NOT NULL,
                due_at {integer},
                started_at {integer},
                ended_at {integer},
                change {integer} NOT NULL,
                partition_key TEXT,
                unique_key TEXT,
                tags TEXT NOT NULL,
                worker TEXT,
                state {bytes} NOT NULL,
                error_type TEXT,
                error_message TEXT,
                result_content_type TEXT,
                result_key_id TEXT,
                payload_content_type TEXT,
                payload_key_id TEXT,
                result TEXT,
                result_bytes {bytes},
                payload TEXT,
                payload_bytes {bytes}
            )
            """,
            "CREATE INDEX jobs_by_status ON jobs (queue, partition, status, change)",
            "CREATE INDEX jobs_by_id ON jobs (queue, id)",
            $"""
            CREATE TABLE job_checkpoints (
                no {integer} PRIMARY KEY,
                persistence_id TEXT NOT NULL UNIQUE,
                queue TEXT NOT NULL,
                partition {integer} NOT NULL,
                sequence_number {integer} NOT NULL,
                at {integer} NOT NULL,
                facts {bytes} NOT NULL
            )
            """,
            $"""
            CREATE TABLE dead_letters (
                key {integer} PRIMARY KEY,
                queue TEXT NOT NULL,
                partition {integer} NOT NULL,
                id TEXT NOT NULL,
                type TEXT NOT NULL,
                reason TEXT NOT NULL,
                created_at {integer} NOT NULL,
                died_at {integer} NOT NULL,
                error_type TEXT NOT NULL,
                error_message TEXT NOT NULL,
                state {bytes} NOT NULL
            )
            """,
            $"""
            CREATE TABLE job_keys (
                no {integer} NOT NULL,
                type TEXT NOT NULL,
                unique_key TEXT NOT NULL,
                job_id TEXT NOT NULL,
                until_at {integer},
                PRIMARY KEY (no, type, unique_key)
            ){clustered}
            """,
            $"CREATE TABLE job_ids (no {integer} NOT NULL, number {integer} NOT NULL, newest_at {integer} NOT NULL, ids {bytes} NOT NULL, PRIMARY KEY (no, number))",
            $"""
            CREATE TABLE job_minutes (
                queue TEXT NOT NULL,
                partition {integer} NOT NULL,
                minute {integer} NOT NULL,
                enqueued {integer} NOT NULL,
                completed {integer} NOT NULL,
                failed {integer} NOT NULL,
                dead {integer} NOT NULL,
                waits {bytes} NOT NULL,
                runs {bytes} NOT NULL,
                PRIMARY KEY (queue, partition, minute)
            ){clustered}
            """,
        ];
    }
}
