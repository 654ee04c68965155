using System.Text.Json;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Jobs.Host.Commands;
using Jobs.Host.Tests.Processes;
using Jobs.Hosting;
using Jobs.Messages;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jobs.Host.Tests.Commands;

public sealed class DoctorTests(DoctorTests.UsedFolder used) : IClassFixture<DoctorTests.UsedFolder>, IDisposable
{
    private const string Queue = "queue/email/0";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_folder_that_a_host_has_left_is_ok_and_its_queues_start_from_the_index()
    {
        var (exitCode, found) = await ExamineAsync();

        Assert.Equal((ExitCodes.Ok, true, 0), (exitCode, found.GetProperty("ok").GetBoolean(), found.GetProperty("problems").GetArrayLength()));
        var queue = Item(found);
        Assert.Equal(1, queue.GetProperty("journalFrom").GetInt64());
        Assert.InRange(queue.GetProperty("index").GetInt64(), queue.GetProperty("pointer").GetInt64(), queue.GetProperty("journalTo").GetInt64());
        Assert.Equal("starts from the index and the journal after it", queue.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_missing_row_is_named_with_its_persistence_id_and_sequence_number()
    {
        Copy();
        Execute("jobs.db", $"DELETE FROM journal WHERE persistence_id = '{Queue}' AND sequence_number = 2");

        var problem = await OneProblemAsync();

        Assert.Equal((Queue, 2L), (problem.GetProperty("where").GetString(), problem.GetProperty("sequenceNumber").GetInt64()));
        Assert.Contains("missing", problem.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_can_not_be_read_is_named()
    {
        Copy();
        Execute("jobs.db", $"UPDATE journal SET message = x'FF' WHERE persistence_id = '{Queue}' AND sequence_number = 1");

        var problem = await OneProblemAsync();

        Assert.Equal((Queue, 1L), (problem.GetProperty("where").GetString(), problem.GetProperty("sequenceNumber").GetInt64()));
    }

    [Fact]
    public async Task Without_its_index_a_journal_that_begins_at_1_is_whole_and_any_other_is_a_gap()
    {
        Copy();
        File.Delete(Path.Combine(_folder.Data, "index.db"));
        Assert.Equal("reads the whole journal and writes the index anew", Item((await ExamineAsync(copies: false)).Found).GetProperty("verdict").GetString());
        Execute("jobs.db", $"DELETE FROM journal WHERE persistence_id = '{Queue}' AND sequence_number = 1");

        var problem = await OneProblemAsync();

        Assert.Equal((Queue, 1L), (problem.GetProperty("where").GetString(), problem.GetProperty("sequenceNumber").GetInt64()));
        Assert.Contains("the index knows nothing of what was before", problem.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_that_is_ahead_of_its_journal_is_of_another_moment()
    {
        Copy();
        Execute("index.db", $"UPDATE job_checkpoints SET sequence_number = 1000 WHERE persistence_id = '{Queue}'");
        Execute("jobs.db", $"DELETE FROM journal WHERE persistence_id = '{Queue}' AND sequence_number = 1");

        Assert.Contains("ahead of the journal", (await OneProblemAsync()).GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pointer_ahead_of_the_index_as_a_live_backup_has_it_is_set_back_when_the_journal_has_the_rest()
    {
        Copy();
        // The journal has been trimmed, the index is at the trim, and the pointer was copied later.
        Execute("jobs.db", $"DELETE FROM journal WHERE persistence_id = '{Queue}' AND sequence_number = 1");
        Execute("index.db", $"UPDATE job_checkpoints SET sequence_number = 1 WHERE persistence_id = '{Queue}'");
        Execute("jobs.db", $"DELETE FROM snapshot WHERE persistence_id = '{Queue}' AND sequence_number < (SELECT MAX(sequence_number) FROM snapshot WHERE persistence_id = '{Queue}')");
        Execute("jobs.db", $"UPDATE snapshot SET sequence_number = 2 WHERE persistence_id = '{Queue}'");
        Assert.True((await OneProblemAsync()).GetProperty("isMendable").GetBoolean());

        var (exitCode, found) = await ExamineAsync(copies: false, "--rebuild-index");

        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Equal(1, Item(found).GetProperty("pointer").GetInt64());
        Assert.Equal($"{Queue}: the pointer is at 1 now.", Assert.Single(found.GetProperty("mended").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_damaged_index_is_put_aside_when_the_journals_are_whole()
    {
        Copy();
        File.WriteAllText(Path.Combine(_folder.Data, "index.db"), new string('x', 100_000));
        Assert.Equal(ExitCodes.Failed, (await ExamineAsync(copies: false)).ExitCode);

        var (exitCode, found) = await ExamineAsync(copies: false, "--rebuild-index");

        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Equal("reads the whole journal and writes the index anew", Item(found).GetProperty("verdict").GetString());
        Assert.Single(Directory.GetFiles(_folder.Data, "index.db.damaged-*"));
        await using var host = await DoctorHost.StartAsync(_folder.Data);
        Assert.Equal(JobStatus.Completed, (await host.Client.GetAsync(used.Id))!.Status);
    }

    [Fact]
    public async Task A_damaged_index_stays_where_it_is_when_a_journal_does_not_begin_at_1()
    {
        Copy();
        Execute("jobs.db", $"DELETE FROM journal WHERE persistence_id = '{Queue}' AND sequence_number = 1");
        File.WriteAllText(Path.Combine(_folder.Data, "index.db"), new string('x', 100_000));

        var (exitCode, found) = await ExamineAsync(copies: false, "--rebuild-index");

        Assert.Equal((ExitCodes.Failed, 0), (exitCode, found.GetProperty("mended").GetArrayLength()));
        Assert.Empty(Directory.GetFiles(_folder.Data, "index.db.damaged-*"));
    }

    [Fact]
    public async Task An_index_of_a_newer_version_is_left_to_it()
    {
        Copy();
        Execute("index.db", "INSERT INTO jobs_schema (version, applied_at) VALUES (99, 0)");

        var problem = await OneProblemAsync("--rebuild-index");

        Assert.Contains("version 99", problem.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_get_a_table_and_the_problems_under_it()
    {
        Copy();
        Assert.EndsWith("\nok\n", (await CommandRun.Async("", "doctor", "--data", _folder.Data)).Out, StringComparison.Ordinal);
        Execute("jobs.db", $"UPDATE journal SET message = x'FF' WHERE persistence_id = '{Queue}' AND sequence_number = 1");

        var run = await CommandRun.Async("", "doctor", "--data", _folder.Data);

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains($"{Queue} at 1: The row can not be read", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_not_made()
    {
        (await CommandRun.Async("", "doctor", "--data", _folder.Data)).AssertFailed(ExitCodes.Failed, "There is no data folder");

        Assert.False(Directory.Exists(_folder.Data));
    }

    public void Dispose() => _folder.Dispose();

    private void Copy()
    {
        Directory.CreateDirectory(_folder.Data);
        foreach (var file in Directory.GetFiles(used.Data))
            File.Copy(file, Path.Combine(_folder.Data, Path.GetFileName(file)));
    }

    private async Task<(int ExitCode, JsonElement Found)> ExamineAsync(bool copies = true, params string[] options)
    {
        if (copies)
            Copy();
        var run = await CommandRun.Async("", ["doctor", "--data", _folder.Data, "-o", "json", .. options]);
        Assert.Empty(run.Error);
        return (run.ExitCode, JsonDocument.Parse(run.Out).RootElement);
    }

    private async Task<JsonElement> OneProblemAsync(params string[] options)
    {
        var (exitCode, found) = await ExamineAsync(copies: false, options);
        Assert.Equal(ExitCodes.Failed, exitCode);
        return Assert.Single(found.GetProperty("problems").EnumerateArray());
    }

    private static JsonElement Item(JsonElement found) => found.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("persistenceId").GetString() == Queue);

    private void Execute(string file, string sql) => Execute(_folder.Data, file, sql);

    private static object? Execute(string folder, string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>A data folder in which a job was completed, the index has followed, and a pointer was saved.</summary>
    public sealed class UsedFolder : IAsyncLifetime, IDisposable
    {
        private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);

        private readonly TemporaryFolder _folder = new();

        public string Data => _folder.Data;

        public JobId Id { get; } = JobId.New();

        public async Task InitializeAsync()
        {
            Directory.CreateDirectory(Data);
            await using (var host = await DoctorHost.StartAsync(Data))
            {
                await host.Client.EnqueueAsync(new EnqueueJob("email", "greet", JobPayload.Json("a")) { Id = Id, By = "test" });
                await host.Client.WaitAsync(Id);
            }

            // The next start reads the whole journal, and has the index follow at once.
            await using (await DoctorHost.StartAsync(Data))
                await UntilPointerAsync();
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _folder.Dispose();

        private async Task UntilPointerAsync()
        {
            using var patience = new CancellationTokenSource(_longest);
            while (Execute(Data, "jobs.db", $"SELECT COUNT(*) FROM snapshot WHERE persistence_id = '{Queue}'") is 0L)
                await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    private sealed class DoctorHost(IHost host) : IAsyncDisposable
    {
        public IJobClient Client => host.Services.GetRequiredService<IJobClient>();

        public static async Task<DoctorHost> StartAsync(string data)
        {
            var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
            builder.Services.AddJobClient();
            builder.Services.AddAkka("doctor", (akka, _) => akka
                .AddHocon("akka.loglevel = OFF", HoconAddMode.Prepend)
                .WithSqlPersistence($"Data Source={Path.Combine(data, "jobs.db")};Pooling=False", "SQLite.MS")
                .WithJobs(jobs => jobs
                    .Index(IndexSettings.Sqlite(Path.Combine(data, "index.db")))
                    .Queue("email")
                    .Handle<string>("greet", (_, _, _) => Task.CompletedTask)));
            var host = builder.Build();
            await host.StartAsync();
            return new DoctorHost(host);
        }

        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            host.Dispose();
        }
    }
}
