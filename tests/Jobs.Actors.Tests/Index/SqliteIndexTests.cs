using Jobs.Index;
using Jobs.Index.Tables;
using Microsoft.Data.Sqlite;
using static Jobs.Actors.Tests.Index.IndexSamples;

namespace Jobs.Actors.Tests.Index;

public sealed class SqliteIndexTests : IndexDatabaseTests, IDisposable
{
    private readonly IndexFolder _folder = new();

    private protected override IIndexDatabase Database => _folder.Database;

    public static TheoryData<string, string> Queries => new()
    {
        { ReadSql.List(new RowsAsked(Queue, 0, JobStatus.Pending, 1, 1, ["type"])), "jobs USING INDEX jobs_by_status (queue=? AND partition=? AND status=? AND change<?)" },
        { ReadSql.LiveOfStatus, "jobs USING INDEX jobs_by_status (queue=? AND partition=? AND status=?)" },
        { ReadSql.KeysOfStatus, "jobs USING COVERING INDEX jobs_by_status (queue=? AND partition=? AND status=?)" },
        { ReadSql.CountOfStatus, "jobs USING COVERING INDEX jobs_by_status (queue=? AND partition=? AND status=?)" },
        { ReadSql.Find, "jobs USING INTEGER PRIMARY KEY (rowid=?)" },
        { ReadSql.FindEnded, "jobs USING INDEX jobs_by_id (queue=? AND id=?)" },
        { ReadSql.PayloadOfKey, "jobs USING INTEGER PRIMARY KEY (rowid=?)" },
        { ReadSql.Minutes, "job_minutes USING PRIMARY KEY (queue=? AND partition=? AND minute>? AND minute<?)" },
        { ReadSql.Letters, "dead_letters USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)" },
        { RetentionSql.NewestBeyond, "jobs USING COVERING INDEX jobs_by_status (queue=? AND partition=? AND status=?)" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void Each_query_finds_its_rows_by_an_index_and_sorts_nothing(string sql, string search)
    {
        Database.Initialize();

        Assert.Equal([$"SEARCH {search}"], Query($"EXPLAIN QUERY PLAN {sql}", column: 3));
    }

    [Fact]
    public void A_new_file_has_the_version_of_this_program_and_keeps_it_when_it_is_opened_again()
    {
        Database.Initialize();
        var migrated = Query("SELECT version || '@' || applied_at FROM jobs_schema ORDER BY version");
        Database.Initialize();

        Assert.Equal(migrated, Query("SELECT version || '@' || applied_at FROM jobs_schema ORDER BY version"));
        Assert.Equal(IndexTables.Version, migrated.Count);
        Assert.StartsWith($"{IndexTables.Version}@", migrated[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_newer_version_is_left_alone()
    {
        Database.Initialize();
        Query("INSERT INTO jobs_schema (version, applied_at) VALUES (99, 0)");

        var refused = Assert.Throws<IndexVersionException>(Database.Initialize);

        Assert.Contains("version 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_that_prepare_a_new_file_at_once_do_not_disturb_each_other()
    {
        Database.Initialize();
        Query("DROP TABLE jobs_schema; DROP TABLE jobs; DROP TABLE job_checkpoints; DROP TABLE dead_letters; DROP TABLE job_keys; DROP TABLE job_ids; DROP TABLE job_minutes");
        using var start = new Barrier(4);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                Database.Initialize();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal([$"{IndexTables.Version} of {IndexTables.Version}"], Query("SELECT MAX(version) || ' of ' || COUNT(*) FROM jobs_schema"));
    }

    [Fact]
    public void Plain_JSON_can_be_queried_by_anybody()
    {
        Write(Whole(1, Job(1) with { Tags = ["vip", "eu"] }, Job(2)));

        Assert.Equal(["job-2"], Query("SELECT id FROM jobs WHERE payload->>'$.number' = 2"));
        Assert.Equal(["job-1"], Query("SELECT id FROM jobs WHERE EXISTS (SELECT 1 FROM json_each(tags) WHERE value = 'vip')"));
        Assert.Equal(["2026-03-01 08:00:00"], Query("SELECT datetime(created_at / 1000000, 'unixepoch') FROM jobs WHERE id = 'job-1'"));
    }

    [Fact]
    public void A_corrupt_page_is_an_error_and_never_a_shorter_answer()
    {
        Write(Whole(1, [.. Enumerable.Range(1, 5000).Select(i => Job(i))]));
        Query("PRAGMA wal_checkpoint(TRUNCATE)");
        var file = File.ReadAllBytes(_folder.Path);
        var pageBytes = int.Parse(Query("PRAGMA page_size")[0], System.Globalization.CultureInfo.InvariantCulture);
        // Every page but the first, which says what the file is, and the second, which is SQLite's own book of pages.
        for (var page = 2; page < file.Length / pageBytes; page++)
        {
            var damaged = (byte[])file.Clone();
            Array.Fill(damaged, (byte)0xA5, page * pageBytes, 64);
            File.WriteAllBytes(_folder.Path, damaged);

            if (Try(() => Assert.Equal(5000, Load()!.Rows.Count)) is { } fault)
                Assert.Equal(11, fault.SqliteErrorCode);
        }
    }

    [Fact]
    public void A_file_that_is_no_database_is_an_error()
    {
        File.WriteAllText(_folder.Path, new string('x', 10_000));

        Assert.Equal(26, Assert.Throws<SqliteException>(() => Load()).SqliteErrorCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_is_missing_or_empty_is_an_index_that_knows_nothing_and_takes_no_part_that_is_not_whole(bool isThere)
    {
        if (isThere)
            File.WriteAllBytes(_folder.Path, []);

        Assert.Null(Load());
        Assert.Throws<InvalidOperationException>(() => Write(Part(5, Job(1))));
    }

    [Fact]
    public void What_a_drained_queue_has_freed_goes_back_to_the_disk_and_some_stays_for_the_next_jobs()
    {
        var big = JobPayload.Json(new string('x', 20_000));
        Write(Whole(1, [.. Enumerable.Range(1, 3000).Select(i => Job(i) with { Payload = big })]));
        Query("PRAGMA wal_checkpoint(TRUNCATE)");
        var full = new FileInfo(_folder.Path).Length;

        Change(writes =>
        {
            Assert.False(writes.Compact(), "The file is full of jobs.");
            writes.Write([Part(2) with { JobsGone = [.. Enumerable.Range(1, 2999)] }]);
            while (writes.Compact())
            {
            }

            return 0;
        });

        Assert.InRange(new FileInfo(_folder.Path).Length, full / 3, full * 2 / 3);
        Assert.Equal(big, Find("job-3000")!.Payload);
    }

    [Fact]
    public void A_transaction_that_was_begun_by_another_process_is_waited_for_and_what_it_wrote_is_kept()
    {
        Write(Whole(1));
        using var other = new SqliteConnection($"Data Source={_folder.Path};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE; INSERT INTO job_ids (no, number, newest_at, ids) VALUES (1, 7, 0, x'01')";
        command.ExecuteNonQuery();
        var writing = new Thread(() => Write(Part(2, Job(1))));
        writing.Start();

        command.CommandText = "COMMIT";
        command.ExecuteNonQuery();
        writing.Join();

        Assert.Equal((2, 7), (Load()!.SequenceNr, Assert.Single(Load()!.Ids).Number));
    }

    public void Dispose() => _folder.Dispose();

    private static SqliteException? Try(Action call)
    {
        try
        {
            call();
            return null;
        }
        catch (SqliteException fault)
        {
            return fault;
        }
    }

    private List<string> Query(string sql, int column = 0)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (sql.StartsWith("EXPLAIN", StringComparison.Ordinal))
        {
            for (var parameter = 1; parameter <= 5 && sql.Contains($"${parameter}", StringComparison.Ordinal); parameter++)
                command.Parameters.AddWithValue($"${parameter}", 0);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(column));
        return rows;
    }
}
