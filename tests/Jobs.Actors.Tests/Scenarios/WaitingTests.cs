using System.Collections.Concurrent;
using Akka.Actor;
using Jobs.Hosting;
using Jobs.Messages;
using Jobs.Queues;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>What a waiting job says of why it does not run.</summary>
public sealed class WaitingTests : JobsScenario
{
    private readonly ConcurrentDictionary<JobId, TaskCompletionSource> _running = new();

    public WaitingTests(ITestOutputHelper output)
        : base(output) => Handlers.Handle<string>("work", (_, context, _) =>
            (_running[context.JobId] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task);

    [Fact]
    public async Task In_a_backlog_a_job_knows_its_place_and_once_a_job_has_ended_also_when_it_is_expected_to_start()
    {
        Settings = Settings with { Concurrency = 1 };
        StartHost();
        var ids = new[] { JobId.Parse("a"), JobId.Parse("b"), JobId.Parse("c"), JobId.Parse("d") };
        foreach (var id in ids)
            await EnqueueAsync("work", id: id);
        await UntilRunningAsync(ids[0]);
        Assert.Equal(new JobWaiting("queue-concurrency", "the queue runs 1 of at most 1", 3), (await GetAsync(ids[3])).Waiting);

        Clock.Advance(TimeSpan.FromSeconds(20));
        _running[ids[0]].SetResult();
        await UntilRunningAsync(ids[1]);

        Assert.Equal(new JobWaiting("queue-concurrency", "the queue runs 1 of at most 1", 2, Clock.Now.AddSeconds(40)), (await GetAsync(ids[3])).Waiting);
        Assert.Null((await GetAsync(ids[1])).Waiting);
        Assert.Null((await GetAsync(ids[0])).Waiting);
    }

    [Fact]
    public async Task Lists_and_answers_to_commands_say_why_without_counting_places()
    {
        Settings = Settings with { Concurrency = 1 };
        StartHost();
        await UntilRunningAsync((await EnqueueAsync("work")).Id);
        var id = (await EnqueueAsync("work")).Id;

        var listed = (await System.Queues.Ask<JobPage>(new ListJobs(Queue, JobStatus.Pending), Soon)).Items.Single();
        var changed = (await System.Queues.Ask<JobChanged>(new ChangeJob(Queue, id, Priority: 1), Soon)).Job;

        Assert.All([listed, changed], job => Assert.Equal(new JobWaiting("queue-concurrency", "the queue runs 1 of at most 1"), job.Waiting));
    }

    [Fact]
    public async Task A_job_of_a_shared_pool_waits_for_a_worker_of_it()
    {
        StartHost(new JobsSettings
        {
            Queues = new Dictionary<string, QueueSettings> { [Queue] = Settings },
            Pools = new Dictionary<string, PoolSettings> { ["heavy"] = new() { Concurrency = 1, Types = ["work"] } },
        });
        var first = (await EnqueueAsync("work")).Id;
        await UntilRunningAsync(first);
        var second = (await EnqueueAsync("work")).Id;

        Assert.Equal(new JobWaiting("pool", "it waits for a worker of pool heavy", 1), (await GetAsync(second)).Waiting);
        _running[first].SetResult();
        await UntilRunningAsync(second);
    }

    [Fact]
    public async Task While_the_host_stops_what_has_not_started_says_so()
    {
        Settings = Settings with { Concurrency = 1 };
        StartHost();
        var first = (await EnqueueAsync("work")).Id;
        await UntilRunningAsync(first);
        var second = (await EnqueueAsync("work")).Id;
        System.Queues.Tell(new StopQueue(TimeSpan.FromMinutes(1)), TestActor);

        await AwaitConditionAsync(async () => (await GetAsync(second)).Waiting is { Reason: "stopping", Position: 1 }, Soon);
    }

    private Task UntilRunningAsync(JobId id) => AwaitConditionAsync(() => Task.FromResult(_running.ContainsKey(id)), Soon);
}
