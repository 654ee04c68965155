using Akka.Actor;
using Akka.TestKit;
using Jobs.Checkpoints;
using Jobs.Core;
using Jobs.Journal;
using Jobs.Messages;
using Jobs.Queues;
using Jobs.Workers;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>The QueueActor alone, with probes for its workers.</summary>
public sealed class QueueActorTests : JobsScenario
{
    private readonly TestProbe _router;
    private readonly TestProbe _gate;
    private readonly Guid _incarnation = Guid.CreateVersion7();

    public QueueActorTests(ITestOutputHelper output)
        : base(output)
    {
        _router = CreateTestProbe();
        _gate = CreateTestProbe();
        Handlers.Handle<string>("greet", (_, _, _) => Task.CompletedTask);
    }

    [Fact]
    public async Task Nothing_is_dispatched_before_the_queue_is_opened_and_the_router_has_said_what_runs()
    {
        Journal.Hold();
        var queue = Start();
        await _router.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        Journal.Release();
        await _router.ExpectMsgAsync<ListRunningAttempts>(Soon);

        queue.Tell(Job("greet"), TestActor);
        await ExpectMsgAsync<JobEnqueued>(Soon);
        await _router.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        queue.Tell(new RunningAttempts([]), _router);

        Assert.Single((await _router.ExpectMsgAsync<RunJobs>(Soon)).Starts);
    }

    [Fact]
    public async Task An_outcome_that_comes_twice_or_late_changes_nothing_and_the_router_may_forget_it()
    {
        var queue = await OpenAsync();
        var start = await RunOneAsync(queue);
        var success = new WorkerReports([new WorkerReport(start.Key, Outcome.Succeeded.WithoutResult)]);
        queue.Tell(success, _router);
        queue.Tell(new GetQueue(Queue), TestActor);
        await ExpectMsgAsync<QueueFound>(Soon);
        await _router.ExpectMsgAsync<ReportsStored>(Soon);

        queue.Tell(new WorkerReports([new WorkerReport(start.Key, new Outcome.Failed(new JobError("late", "late")))]), _router);

        Assert.Equal([start.Key], (await _router.ExpectMsgAsync<ReportsStored>(Soon)).Keys);
        queue.Tell(new GetJob(Queue, start.Key.Job), TestActor);
        var job = (await ExpectMsgAsync<JobFound>(Soon)).Job;
        Assert.Equal((JobStatus.Completed, null, 3), (job.Status, job.LastError, job.History.Count));
    }

    [Fact]
    public async Task After_a_restart_in_the_same_process_what_runs_goes_on_and_what_was_never_dispatched_is_dispatched_as_the_same_attempt()
    {
        var queue = await OpenAsync();
        var runs = await RunOneAsync(queue);
        Journal.Set(_ => WriteFate.StoreAndFail);
        Watch(queue);
        queue.Tell(Job("greet"), TestActor);
        await ExpectMsgAsync<EnqueueRefused>(Soon);
        await ExpectTerminatedAsync(queue, Soon);
        Journal.Release();

        var second = Start();
        await _router.ExpectMsgAsync<ListRunningAttempts>(Soon);
        second.Tell(new RunningAttempts([runs.Key]), _router);

        var again = Assert.Single((await _router.ExpectMsgAsync<RunJobs>(Soon)).Starts);
        Assert.NotEqual(runs.Key, again.Key);
        Assert.Equal(1, again.Attempt);
    }

    [Fact]
    public async Task After_a_restart_in_the_same_process_the_router_is_told_again_what_is_to_stop_and_what_never_began_does_not()
    {
        var queue = await OpenAsync();
        var (runs, begins) = (await RunOneAsync(queue), await RunOneAsync(queue));
        foreach (var id in new[] { runs.Key.Job, begins.Key.Job })
        {
            queue.Tell(new CancelJob(Queue, id, "anna"), TestActor);
            await ExpectMsgAsync<JobChanged>(Soon);
        }

        await _router.ExpectMsgAsync<StopAttempt>(Soon);
        await _router.ExpectMsgAsync<StopAttempt>(Soon);
        Watch(queue);
        Sys.Stop(queue);
        await ExpectTerminatedAsync(queue, Soon);

        var second = Start();
        await _router.ExpectMsgAsync<ListRunningAttempts>(Soon);
        second.Tell(new RunningAttempts([runs.Key]), _router);

        Assert.Equal(runs.Key, (await _router.ExpectMsgAsync<StopAttempt>(Soon)).Key);
        second.Tell(new GetJob(Queue, begins.Key.Job), TestActor);
        Assert.Equal(JobStatus.Cancelled, (await ExpectMsgAsync<JobFound>(Soon)).Job.Status);
    }

    [Fact]
    public async Task The_router_hears_of_a_cancel_after_it_is_stored()
    {
        var queue = await OpenAsync();
        var start = await RunOneAsync(queue);
        Journal.Hold();
        queue.Tell(new CancelJob(Queue, start.Key.Job), TestActor);
        await _router.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        Journal.Release();

        Assert.Equal(start.Key, (await _router.ExpectMsgAsync<StopAttempt>(Soon)).Key);
    }

    [Fact]
    public async Task A_paused_queue_gives_the_turn_of_a_suspect_back_and_asks_for_none()
    {
        var job = (await RunOneAsync(await OpenAsync())).Key.Job;
        await OpenAsync(Guid.CreateVersion7());
        await _router.ExpectMsgAsync<RunJobs>(Soon);
        var queue = await OpenAsync(Guid.CreateVersion7());
        queue.Tell(new GetJob(Queue, job), TestActor);
        Assert.Equal(JobStatus.Failed, (await ExpectMsgAsync<JobFound>(Soon)).Job.Status);
        Clock.Advance(TimeSpan.FromSeconds(10));
        await _gate.FishForMessageAsync(message => message is RequestSuspectTurn, Soon);
        queue.Tell(new PauseQueue(Queue), TestActor);
        await ExpectMsgAsync<QueueChanged>(Soon);

        queue.Tell(SuspectTurnGranted.Instance, _gate);
        await _gate.ExpectMsgAsync<ReleaseSuspectTurn>(Soon);
        queue.Tell(new ResumeQueue(Queue), TestActor);

        await _gate.ExpectMsgAsync<RequestSuspectTurn>(Soon);
        queue.Tell(SuspectTurnGranted.Instance, _gate);
        Assert.Equal(job, Assert.Single((await _router.ExpectMsgAsync<RunJobs>(Soon)).Starts).Key.Job);
    }

    [Fact]
    public async Task A_completion_and_the_claim_of_the_next_job_share_a_commit()
    {
        Settings = Settings with { Concurrency = 1 };
        var queue = await OpenAsync();
        var first = await RunOneAsync(queue);
        queue.Tell(Job("greet"), TestActor);
        await ExpectMsgAsync<JobEnqueued>(Soon);
        var before = Journal.Stored("queue/email/0");

        queue.Tell(new WorkerReports([new WorkerReport(first.Key, Outcome.Succeeded.WithoutResult)]), _router);
        await _router.ExpectMsgAsync<ReportsStored>(Soon);
        await _router.ExpectMsgAsync<RunJobs>(Soon);

        Assert.Equal(before + 1, Journal.Stored("queue/email/0"));
    }

    [Fact]
    public async Task A_completion_that_nobody_waits_for_shares_the_write_of_the_next_enqueue()
    {
        var queue = await OpenAsync();
        var first = await RunOneAsync(queue);
        var before = Journal.Stored("queue/email/0");

        queue.Tell(new WorkerReports([new WorkerReport(first.Key, Outcome.Succeeded.WithoutResult)]), _router);
        await _router.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
        Assert.Equal(before, Journal.Stored("queue/email/0"));
        await RunOneAsync(queue, [first.Key]);

        Assert.Equal(before + 1, Journal.Stored("queue/email/0"));
    }

    [Fact]
    public async Task A_completion_without_company_is_written_when_its_linger_time_is_over()
    {
        var queue = await OpenAsync();
        var first = await RunOneAsync(queue);

        queue.Tell(new WorkerReports([new WorkerReport(first.Key, Outcome.Succeeded.WithoutResult)]), _router);
        await _router.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));

        // Nobody says when the linger time has begun.
        await AwaitConditionAsync(
            () =>
            {
                Clock.Advance(CommittingActor<QueueEvent, QueueCommit>.LingerMax);
                return Task.FromResult(_router.HasMessages);
            },
            Soon);

        Assert.Equal([first.Key], (await _router.ExpectMsgAsync<ReportsStored>(Soon)).Keys);
    }

    [Fact]
    public async Task A_reader_does_not_wait_for_the_linger_time_of_what_he_reads()
    {
        var queue = await OpenAsync();
        var first = await RunOneAsync(queue);
        queue.Tell(new WorkerReports([new WorkerReport(first.Key, Outcome.Succeeded.WithoutResult)]), _router);

        queue.Tell(new GetJob(Queue, first.Key.Job), TestActor);

        Assert.Equal(JobStatus.Completed, (await ExpectMsgAsync<JobFound>(Soon)).Job.Status);
    }

    [Fact]
    public async Task The_turn_of_a_suspect_is_given_back_after_its_outcome_is_stored()
    {
        var job = (await RunOneAsync(await OpenAsync())).Key.Job;
        await OpenAsync(Guid.CreateVersion7()); // its first crash: it starts again at once
        await _router.ExpectMsgAsync<RunJobs>(Soon);
        var queue = await OpenAsync(Guid.CreateVersion7()); // its second: it waits, and is a suspect
        queue.Tell(new GetJob(Queue, job), TestActor);
        Assert.Equal(JobStatus.Failed, (await ExpectMsgAsync<JobFound>(Soon)).Job.Status);
        Clock.Advance(TimeSpan.FromSeconds(10));
        await _gate.FishForMessageAsync(message => message is RequestSuspectTurn, Soon);
        queue.Tell(SuspectTurnGranted.Instance, _gate);
        var suspect = Assert.Single((await _router.ExpectMsgAsync<RunJobs>(Soon)).Starts);

        Journal.Hold();
        queue.Tell(new WorkerReports([new WorkerReport(suspect.Key, Outcome.Succeeded.WithoutResult)]), _router);
        await _gate.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(200));
        Journal.Release();

        await _gate.ExpectMsgAsync<ReleaseSuspectTurn>(Soon);
    }

    [Fact]
    public async Task A_hundred_thousand_delayed_jobs_cost_one_timer()
    {
        var queue = await OpenAsync();
        for (var batch = 0; batch < 100; batch++)
        {
            queue.Tell(new EnqueueJobs(Queue, [.. Enumerable.Range(0, 1000).Select(n => Job("greet", TimeSpan.FromHours(1 + (n % 7))))]), TestActor);
            await ExpectMsgAsync<JobsEnqueued>(Soon);
        }

        Clock.Advance(TimeSpan.FromMinutes(59));
        await _router.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Settings.Concurrency, (await _router.ExpectMsgAsync<RunJobs>(Soon)).Starts.Count);
    }

    private IActorRef Start(Guid? incarnation = null)
    {
        var context = new PartitionContext(new QueuePolicy(Queue, Settings, 3, JobBounds.PayloadBytesDefault), 0, incarnation ?? _incarnation, "host", Handlers, new Random(1));
        return Sys.ActorOf(QueueActor.Props(context, CheckpointPlan.None, _router, _gate, NullLoggerFactory.Instance));
    }

    private async Task<IActorRef> OpenAsync(Guid? incarnation = null)
    {
        var queue = Start(incarnation);
        await _router.ExpectMsgAsync<ListRunningAttempts>(Soon);
        queue.Tell(new RunningAttempts([]), _router);
        return queue;
    }

    private async Task<JobStart> RunOneAsync(IActorRef queue, IReadOnlyList<AttemptKey>? storedWithIt = null)
    {
        queue.Tell(Job("greet"), TestActor);
        await ExpectMsgAsync<JobEnqueued>(Soon);
        if (storedWithIt is not null)
            Assert.Equal(storedWithIt, (await _router.ExpectMsgAsync<ReportsStored>(Soon)).Keys);
        return Assert.Single((await _router.ExpectMsgAsync<RunJobs>(Soon)).Starts);
    }
}
