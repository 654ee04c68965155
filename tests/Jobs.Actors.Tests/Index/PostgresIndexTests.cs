using Jobs.Index;
using Jobs.Index.Postgres;
using Jobs.Index.Tables;
using Jobs.Tests.Postgres;
using Npgsql;
using static Jobs.Actors.Tests.Index.IndexSamples;

namespace Jobs.Actors.Tests.Index;

[Collection(PostgresCollection.Name)]
public sealed class PostgresIndexTests(PostgresCollection.SharedServer shared) : IndexDatabaseTests
{
    private readonly string _connectionString = shared.Server.CreateDatabase();

    private protected override IIndexDatabase Database => new PostgresIndexDatabase(_connectionString);

    [PostgresFact]
    public void Each_query_finds_its_rows_by_an_index_and_sorts_nothing()
    {
        JobStatus[] statuses = [JobStatus.Pending, JobStatus.Failed, JobStatus.Completed, JobStatus.Dead];
        foreach (var queue in (string[])["email", "pdf", "images", "reports", "webhooks"])
            Write(Whole(1, [.. Enumerable.Range(1, 400).Select(i => Job(i, statuses[i % 4]))]) with { PersistenceId = $"queue/{queue}/0", Queue = queue });
        var list = ReadSql.List(new RowsAsked("email", 0, JobStatus.Pending, 77, 50, ["type"]));
        (string Sql, string Arguments, string Index)[] queries =
        [
            (list, "'email', 0, 'pending', 77, 50", "jobs_by_status"),
            (ReadSql.LiveOfStatus, "'email', 0, 'pending'", "jobs_by_status"),
            (ReadSql.KeysOfStatus, "'email', 0, 'pending'", "jobs_by_status"),
            (ReadSql.CountOfStatus, "'email', 0, 'pending'", "jobs_by_status"),
            (ReadSql.Find, "7", "jobs_pkey"),
            (ReadSql.FindEnded, "'email', 0, 'job-7'", "jobs_by_id"),
            (ReadSql.PayloadOfKey, "1099511627783", "jobs_pkey"),
            (ReadSql.Minutes, "'email', 0, 1, 5", "job_minutes_pkey"),
            (ReadSql.Letters, "1, 5", "dead_letters_pkey"),
        ];

        foreach (var (sql, arguments, index) in queries)
        {
            var plan = string.Join('\n', Query($"SET enable_seqscan = off; SET enable_bitmapscan = off; ANALYZE jobs; PREPARE query AS {sql}; EXPLAIN EXECUTE query ({arguments})"));

            Assert.Contains($" {index} ", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Sort", string.Join('\n', Query($"SET enable_seqscan = off; ANALYZE jobs; PREPARE query AS {list}; EXPLAIN EXECUTE query ('email', 0, 'pending', 77, 50)")), StringComparison.Ordinal);
    }

    [PostgresFact]
    public void Tables_of_a_newer_version_are_left_alone()
    {
        Database.Initialize();
        PostgresServer.Execute(_connectionString, "INSERT INTO jobs_schema (version, applied_at) VALUES (99, 0)");

        Assert.Contains("version 99", Assert.Throws<IndexVersionException>(Database.Initialize).Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Several_that_prepare_a_new_database_at_once_do_not_disturb_each_other()
    {
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

        Assert.Equal([$"{IndexTables.Version} of {IndexTables.Version}"], Query("SELECT MAX(version)::text || ' of ' || COUNT(*)::text FROM jobs_schema"));
    }

    [PostgresFact]
    public void Where_the_version_is_right_no_right_to_create_tables_is_needed()
    {
        Database.Initialize();
        PostgresServer.Execute(_connectionString, """
            CREATE ROLE jobs_writer LOGIN PASSWORD 'w';
            REVOKE CREATE ON SCHEMA public FROM PUBLIC;
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO jobs_writer;
            """);
        var asWriter = new NpgsqlConnectionStringBuilder(_connectionString) { Username = "jobs_writer", Password = "w" }.ToString();
        var database = new PostgresIndexDatabase(asWriter);

        database.Initialize();
        using (var writes = database.OpenWrites())
            writes.Write([Whole(1, Job(1))]);

        Assert.Equal(1, Load()!.SequenceNr);
    }

    [PostgresFact]
    public void Many_rows_are_written_and_loaded_in_their_order()
    {
        Write(Whole(1, [.. Enumerable.Range(1, 2500).Reverse().Select(i => Job(i))]));
        Write(Part(2, [.. Enumerable.Range(1, 2500).Select(i => Job(i, JobStatus.Failed, change: 5000 + i) with { Payload = null })]));

        Assert.Equal(Enumerable.Range(1, 2500).Select(i => ((long)i, 5000L + i)), Load()!.Rows.Select(row => (row.Sequence, row.Change)));
        Assert.Equal(Payload(2500), Find("job-2500")!.Payload);
    }

    [PostgresFact]
    public void Plain_JSON_can_be_queried_by_anybody()
    {
        Write(Whole(1, Job(1) with { Tags = ["vip", "eu"] }, Job(2)));

        Assert.Equal(["job-2"], Query("SELECT id FROM jobs WHERE payload::jsonb->>'number' = '2'"));
        Assert.Equal(["job-1"], Query("SELECT id FROM jobs WHERE tags::jsonb ? 'vip'"));
    }

    private List<string> Query(string sql)
    {
        using var connection = PostgresServer.Open(_connectionString);
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        do
        {
            while (reader.Read())
                rows.Add(reader.GetString(0));
        }
        while (reader.NextResult());
        return rows;
    }
}
