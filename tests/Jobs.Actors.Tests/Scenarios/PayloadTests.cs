using System.Collections.Concurrent;
using Akka.Actor;
using Jobs.Actors.Tests.Index;
using Jobs.Hosting;
using Jobs.Messages;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>Payloads of jobs that wait leave memory, all of them as soon as the index has them, and are read back.</summary>
public sealed class PayloadTests : JobsScenario
{
    private const int Jobs = 50;

    private readonly IndexFolder _folder = new();
    private readonly ConcurrentBag<(JobId Id, string Payload)> _ran = [];

    public PayloadTests(ITestOutputHelper output)
        : base(output)
    {
        Handlers.Handle<string>("note", (payload, context, _) =>
        {
            _ran.Add((context.JobId, payload));
            return Task.CompletedTask;
        });
        Handlers.Handle<string>("fail", (_, _, _) => throw new PermanentJobException("never"));
    }

    [Fact]
    public async Task Jobs_run_with_payloads_that_were_read_back_each_once()
    {
        Start();
        var asked = await EnqueueInPauseAsync("note");
        Rewrite();

        await System.Queues.Ask<QueueChanged>(new ResumeQueue(Queue), Soon);

        await UntilAllRanAsync();
        Assert.Equal(asked.Select(job => (job.Id, $"{job.Payload} from the index")).Order(), _ran.Order());
    }

    [Fact]
    public async Task They_run_with_them_after_a_restart()
    {
        Start();
        var asked = await EnqueueInPauseAsync("note");
        await KillHostAsync();
        Start();

        await System.Queues.Ask<QueueChanged>(new ResumeQueue(Queue), Soon);

        await UntilAllRanAsync();
        Assert.Equal(asked.Order(), _ran.Order());
    }

    [Fact]
    public async Task Whoever_looks_at_a_job_or_changes_it_is_shown_what_it_is_given()
    {
        Start();
        var (id, payload) = (await EnqueueInPauseAsync("note"))[^1];
        var asked = new EnqueueJob(Queue, "note", JobPayload.Json(payload)) { Id = id, WithJob = true };

        Assert.Equal(JobPayload.Json(payload), (await GetAsync(id)).Payload);
        await EvictAgainAsync(id);
        var receipt = await System.Queues.Ask<JobEnqueued>(asked, Soon);
        Assert.True(receipt.Deduplicated);
        Assert.Equal(JobPayload.Json(payload), receipt.Job!.Payload);
        await EvictAgainAsync(id);
        Assert.IsType<EnqueueRefused>(await System.Queues.Ask<object>(asked with { Payload = JobPayload.Json("other") }, Soon));
        Assert.Equal(JobPayload.Json(payload), (await System.Queues.Ask<JobChanged>(new ChangeJob(Queue, id, Priority: 1), Soon)).Job.Payload);
        await EvictAgainAsync(id);
        Assert.Equal(JobPayload.Json("new"), (await System.Queues.Ask<JobChanged>(new ChangeJob(Queue, id, Payload: JobPayload.Json("new")), Soon)).Job.Payload);
        await EvictAgainAsync(id);
        Assert.Equal(JobPayload.Json("new"), (await System.Queues.Ask<JobChanged>(new CancelJob(Queue, id), Soon)).Job.Payload);
    }

    [Fact]
    public async Task A_dead_letter_has_what_its_job_was_given()
    {
        Start();
        var (id, payload) = (await EnqueueInPauseAsync("fail"))[0];

        await System.Queues.Ask<QueueChanged>(new ResumeQueue(Queue), Soon);

        await UntilAsync(id, JobStatus.Dead);
        await AwaitConditionAsync(async () => await System.Queues.Ask<object>(new GetDeadLetter(Queue, id), Soon) is DeadLetterFound found && found.Letter.Payload.Equals(JobPayload.Json(payload)), Soon);
    }

    [Fact]
    public async Task An_external_worker_that_does_not_wait_gets_them_all_the_same()
    {
        Settings = new QueueSettings { ExternalWorkers = true };
        Start();
        var asked = await EnqueueInPauseAsync("note");
        await System.Queues.Ask<QueueChanged>(new ResumeQueue(Queue), Soon);

        var claimed = await System.Queues.Ask<JobsClaimed>(new ClaimJobs(Queue, "worker", Limit: Jobs), Soon);

        Assert.Equal(asked.Select(job => (job.Id, JobPayload.Json(job.Payload))), claimed.Items.Select(item => (item.Job.Id, item.Job.Payload)));
    }

    [Fact]
    public async Task While_the_index_can_not_be_read_jobs_wait_and_afterwards_each_runs_once()
    {
        Start();
        var asked = await EnqueueInPauseAsync("note");
        Execute("ALTER TABLE jobs RENAME TO away");
        await System.Queues.Ask<QueueChanged>(new ResumeQueue(Queue), Soon);
        var refused = await System.Queues.Ask<RequestRefused>(new GetJob(Queue, asked[0].Id), Soon);

        Assert.Equal(Refusal.Codes.QueueUnavailable, refused.Refusal.Code);
        Assert.Equal(Jobs, (await CountsAsync()).Pending);
        Assert.Empty(_ran);

        Execute("ALTER TABLE away RENAME TO jobs");
        await UntilAllRanAsync();
        Assert.Equal(asked.Order(), _ran.Order());
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    private void Start() => StartHost(new JobsSettings
    {
        Queues = new Dictionary<string, QueueSettings> { [Queue] = Settings },
        Index = new SqliteIndexSettings(_folder.Path) { IsPowerSafe = false },
        PayloadMemoryBytes = 0,
    });

    private async Task<List<(JobId Id, string Payload)>> EnqueueInPauseAsync(string type)
    {
        await System.Queues.Ask<QueueChanged>(new PauseQueue(Queue), Soon);
        var jobs = Enumerable.Range(0, Jobs).Select(n => (Id: JobId.New(), Payload: $"payload {n}")).ToList();
        await System.Queues.Ask<JobsEnqueued>(new EnqueueJobs(Queue, [.. jobs.Select(job => new EnqueueJob(Queue, type, JobPayload.Json(job.Payload)) { Id = job.Id })]), Soon);
        await UntilIndexedAsync();
        return jobs;
    }

    private async Task EvictAgainAsync(JobId id)
    {
        await System.Queues.Ask<JobChanged>(new ChangeJob(Queue, id, Priority: 2), Soon);
        await System.Queues.Ask<JobChanged>(new ChangeJob(Queue, id, Priority: 3), Soon);
        await UntilIndexedAsync();
    }

    // Whether a job is known at all can be said only when the index has caught up.
    private async Task UntilIndexedAsync() =>
        Assert.Equal(Refusal.Codes.NotFound, (await System.Queues.Ask<RequestRefused>(new RetryJob(Queue, JobId.New()), Soon)).Refusal.Code);

    private async Task UntilAllRanAsync() => await AwaitConditionAsync(
        async () =>
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            return (await CountsAsync()).Completed == Jobs;
        },
        Soon);

    private void Rewrite() => Execute("UPDATE jobs SET payload = substr(payload, 1, length(payload) - 1) || ' from the index\"'");

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
