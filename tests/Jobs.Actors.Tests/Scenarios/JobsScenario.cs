using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Jobs.Events;
using Jobs.Hosting;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>A job system on a clock that the test moves and a journal that the test holds, fails or rejects.</summary>
public abstract class JobsScenario : TestKit
{
    protected const string Queue = "email";

    private static readonly Config _config = ConfigurationFactory.ParseString("""
        akka.loglevel = WARNING
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        akka.persistence.journal.plugin = "jobs.test-journal"
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        jobs.test-journal.class = "Jobs.Actors.Tests.Scenarios.ScenarioJournal, Jobs.Actors.Tests"
        """);

    protected JobsScenario(ITestOutputHelper output)
        : base(_config, null, output) => Journal = ScenarioJournalControl.Of(Sys);

    protected static TimeSpan Soon { get; } = TimeSpan.FromSeconds(10);

    protected static TimeSpan LongTimeout { get; } = TimeSpan.FromHours(1);

    protected TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    private protected ScenarioJournalControl Journal { get; }

    protected JobHandlers Handlers { get; } = new();

    protected JobsSystem System { get; private set; } = null!;

    /// <summary>Time limits of jobs are long: where a test moves the clock until actors have come back, it passes far faster than for handlers, which run in real time.</summary>
    protected QueueSettings Settings { get; set; } = new() { Concurrency = 2, MaxAttempts = 3, Timeout = LongTimeout, Retry = new RetryPolicy { Kind = RetryKind.Exponential, Delay = TimeSpan.FromSeconds(5), Jitter = 0 } };

    protected IReadOnlyDictionary<string, TypeSettings> Types { get; set; } = new Dictionary<string, TypeSettings>();

    protected IReadOnlyList<ICommitObserver> Observers { get; set; } = [];

    /// <summary>Starts a host process: its own incarnation on the journal as it is.</summary>
    protected void StartHost() => StartHost(new JobsSettings { Queues = new Dictionary<string, QueueSettings> { [Queue] = Settings }, Types = Types, Observers = Observers });

    // The name of a host that was killed is free a moment after its watchers know: its parent has to hear of it, too.
    protected void StartHost(JobsSettings settings) => AwaitAssert(() => System = JobsSystem.Start(Sys, settings, Handlers), Soon);

    /// <summary>The host process dies: all its actors are gone, nothing is drained, nothing reported.</summary>
    protected async Task KillHostAsync()
    {
        var witness = CreateTestProbe();
        witness.Watch(System.Queues);
        Sys.Stop(System.Queues);
        await witness.ExpectTerminatedAsync(System.Queues, Soon);
    }

    protected async Task<JobEnqueued> EnqueueAsync(string type, TimeSpan? delay = null, JobId? id = null) =>
        await System.Client.EnqueueAsync(Job(type, delay, id));

    protected static EnqueueJob Job(string type, TimeSpan? delay = null, JobId? id = null) =>
        new(Queue, type, JobPayload.Json("payload")) { Id = id ?? JobId.New(), Delay = delay, By = "test" };

    protected async Task<JobView> GetAsync(JobId id) =>
        await System.Client.GetAsync(id, Queue) ?? throw new InvalidOperationException($"No job {id}");

    protected async Task<JobCounts> CountsAsync() => (await System.Queues.Ask<QueueFound>(new GetQueue(Queue), Soon)).Queue.Counts;

    /// <summary>Waits until a queue that fell over, and may still be falling, is ready again: its back-off begins when its writer has stopped, and runs on the test's clock.</summary>
    protected Task UntilBackAsync() => AwaitConditionAsync(
        async () =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return await System.Queues.Ask<object>(new GetQueue(Queue), Soon) is QueueFound { Queue.Health: QueueHealth.Ready };
        },
        Soon);

    /// <summary>Lets time pass until a job has got there: a queue that has just started answers before it has set its timer again.</summary>
    protected Task PassUntilAsync(JobId id, TimeSpan step, JobStatus status) => AwaitConditionAsync(
        async () =>
        {
            Clock.Advance(step);
            return (await GetAsync(id)).Status == status;
        },
        Soon);

    /// <summary>Waits, in real time, until what the actors do without the clock has led to this status.</summary>
    protected async Task<JobView> UntilAsync(JobId id, JobStatus status)
    {
        JobView? job = null;
        await AwaitConditionAsync(async () => (job = await System.Client.GetAsync(id, Queue))?.Status == status, Soon);
        return job!;
    }
}
