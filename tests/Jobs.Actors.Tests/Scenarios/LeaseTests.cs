using Akka.Actor;
using Akka.TestKit;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>Workers outside the process, as the queue sees them: messages.</summary>
public sealed class LeaseTests : JobsScenario
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    public LeaseTests(ITestOutputHelper output)
        : base(output) => Settings = Settings with { ExternalWorkers = true, Concurrency = 3 };

    [Fact]
    public async Task A_job_of_any_type_waits_for_a_worker_is_claimed_and_completed()
    {
        StartHost();
        var id = (await EnqueueAsync("whatever")).Id;
        Assert.Equal(JobStatus.Pending, (await GetAsync(id)).Status);

        var claimed = await ClaimAsync("anna");
        var runs = await GetAsync(id);
        await AckAsync(claimed);
        await AckAsync(claimed);

        Assert.Equal((JobStatus.Processing, "anna"), (runs.Status, runs.WorkerId));
        Assert.Equal(["enqueued", "leased", "completed"], (await UntilAsync(id, JobStatus.Completed)).History.Select(step => step.Event));
    }

    [Fact]
    public async Task Who_waits_gets_the_next_job_in_the_order_of_coming()
    {
        StartHost();
        var (first, second) = (Wait("anna"), Wait("bert"));
        await AwaitConditionAsync(async () => (await WorkersAsync()).Count == 2, Soon);

        var a = (await EnqueueAsync("t")).Id;
        var b = (await EnqueueAsync("t")).Id;

        Assert.Equal(a, Assert.Single((await first.ExpectMsgAsync<JobsClaimed>(Soon)).Items).Job.Id);
        Assert.Equal(b, Assert.Single((await second.ExpectMsgAsync<JobsClaimed>(Soon)).Items).Job.Id);
    }

    [Fact]
    public async Task Who_waits_longer_than_it_said_or_has_gone_gets_no_job()
    {
        StartHost();
        var patient = Wait("anna");
        var gone = CreateTestProbe();
        var claim = new ClaimJobs(Queue, "bert", 1) { Wait = LeaseBounds.WaitMax };
        System.Queues.Tell(claim, gone);
        System.Queues.Tell(new WithdrawClaim(Queue, claim.Claim), ActorRefs.NoSender);
        Assert.Empty((await gone.ExpectMsgAsync<JobsClaimed>(Soon)).Items);

        Clock.Advance(LeaseBounds.WaitMax);

        Assert.Empty((await patient.ExpectMsgAsync<JobsClaimed>(Soon)).Items);
        await EnqueueAsync("t");
        Assert.Equal(1, (await CountsAsync()).Pending);
    }

    [Fact]
    public async Task A_lease_that_runs_out_returns_the_job_at_once_and_the_late_answer_is_visible()
    {
        await StartAndSettleAsync();
        var id = (await EnqueueAsync("t")).Id;
        var lost = await ClaimAsync("anna");
        var next = Wait("bert");

        Clock.Advance(Length);
        await AwaitConditionAsync(
            () =>
            {
                // A queue that has just started may have set its timer for what was already over.
                Clock.Advance(Moment);
                return Task.FromResult(next.HasMessages);
            },
            Soon);
        var again = Assert.Single((await next.ExpectMsgAsync<JobsClaimed>(Soon)).Items);
        var refused = await System.Queues.Ask<RequestRefused>(new AckJob(Queue, id, lost.Token), Soon);
        await AckAsync(again);

        var job = await UntilAsync(id, JobStatus.Completed);
        Assert.Equal(Refusal.Codes.LeaseLost, refused.Refusal.Code);
        Assert.Equal((1, 1, "bert"), (job.Attempts, job.Crashes, job.WorkerId));
        Assert.Equal(["enqueued", "leased", "interrupted", "leased", "late", "completed"], job.History.Select(step => step.Event));
        Assert.Equal("anna", job.History[4].By);
    }

    [Fact]
    public async Task An_extension_keeps_the_job_and_shows_progress()
    {
        StartHost();
        var id = (await EnqueueAsync("t")).Id;
        var held = await ClaimAsync("anna");

        for (var beat = 0; beat < 5; beat++)
        {
            Clock.Advance(Length - TimeSpan.FromSeconds(1));
            var runs = await System.Queues.Ask<LeaseRuns>(new ExtendLease(null, id, held.Token, Length, new JobProgress(beat * 20, "é\0")), Soon);
            Assert.Equal(Clock.Now + Length, runs.Until);
        }

        Assert.Equal(new JobProgress(80, "é\ufffd"), (await GetAsync(id)).Progress);
        await AckAsync(held);
    }

    [Fact]
    public async Task A_host_that_comes_back_gives_every_open_lease_its_length_again()
    {
        StartHost();
        var id = (await EnqueueAsync("t")).Id;
        var held = await ClaimAsync("anna");
        Clock.Advance(Length - TimeSpan.FromSeconds(1));
        await KillHostAsync();
        Clock.Advance(TimeSpan.FromHours(1));
        StartHost();
        await CountsAsync();

        Clock.Advance(Length - TimeSpan.FromSeconds(1));
        Assert.Equal(JobStatus.Processing, (await GetAsync(id)).Status);
        await AckAsync(held);

        var job = await UntilAsync(id, JobStatus.Completed);
        Assert.Equal((1, 0), (job.Attempts, job.Crashes));
    }

    [Fact]
    public async Task A_lease_is_told_after_it_is_stored_and_one_that_could_not_be_stored_is_no_lease()
    {
        StartHost();
        var id = (await EnqueueAsync("t")).Id;
        Journal.Set(_ => WriteFate.Fail);

        var unknown = await System.Queues.Ask<RequestRefused>(new ClaimJobs(Queue, "anna", 1), Soon);

        Assert.Equal(Refusal.Codes.OutcomeUnknown, unknown.Refusal.Code);
        Journal.Release();
        await AwaitConditionAsync(
            async () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return await System.Queues.Ask<object>(new GetJob(Queue, id), Soon) is JobFound { Job.Status: JobStatus.Pending };
            },
            Soon);
        await AckAsync(await ClaimAsync("bert"));
    }

    [Fact]
    public async Task A_claim_stops_at_its_limit_at_the_concurrency_and_at_its_bytes()
    {
        Settings = Settings with { Concurrency = 6 };
        StartHost();
        var big = JobPayload.Json(new string('x', JobBounds.PayloadBytesDefault - 2));
        for (var i = 0; i < 40; i++)
            await System.Client.EnqueueAsync(new EnqueueJob(Queue, "t", big));

        Assert.Equal(2, (await ClaimManyAsync(2)).Count);
        Assert.Equal(4, (await ClaimManyAsync(100)).Count);
        Assert.Empty(await ClaimManyAsync(1));
        Assert.Equal(34, (await CountsAsync()).Pending);
    }

    [Fact]
    public async Task A_cancelled_job_is_taken_from_its_worker()
    {
        StartHost();
        var id = (await EnqueueAsync("t")).Id;
        var held = await ClaimAsync("anna");

        await System.Client.CancelAsync(id);
        var refused = await System.Queues.Ask<RequestRefused>(new ExtendLease(Queue, id, held.Token, Length), Soon);

        Assert.Equal(Refusal.Codes.LeaseLost, refused.Refusal.Code);
        Assert.Equal(JobStatus.Cancelled, (await GetAsync(id)).Status);
    }

    [Fact]
    public async Task A_stopping_host_lets_nobody_wait_and_keeps_the_leases()
    {
        StartHost();
        var id = (await EnqueueAsync("t")).Id;
        var held = await ClaimAsync("anna");
        var waits = Wait("bert");
        await AwaitConditionAsync(async () => (await WorkersAsync()).Count == 2, Soon);

        System.Queues.Tell(new Jobs.Queues.StopQueue(TimeSpan.Zero), TestActor);

        Assert.Empty((await waits.ExpectMsgAsync<JobsClaimed>(Soon)).Items);
        await AckAsync(held);
        Assert.Equal(JobStatus.Completed, (await GetAsync(id)).Status);
    }

    [Fact]
    public async Task The_queue_shows_who_holds_leases_and_who_waits()
    {
        StartHost();
        await EnqueueAsync("t");
        await EnqueueAsync("t");
        await ClaimAsync("anna");
        await ClaimAsync("anna");
        Clock.Advance(TimeSpan.FromSeconds(1));
        Wait("bert");
        await AwaitConditionAsync(async () => (await WorkersAsync()).Count == 2, Soon);

        Assert.Equal([new ExternalWorker("bert", 0, true, Clock.Now), new ExternalWorker("anna", 2, false, Clock.Now - TimeSpan.FromSeconds(1))], await WorkersAsync());
    }

    // A queue that has just started gives open leases their length again; only one that has done so makes jobs due.
    private async Task StartAndSettleAsync()
    {
        StartHost();
        var id = (await EnqueueAsync("t", delay: Moment)).Id;
        await PassUntilAsync(id, Moment, JobStatus.Pending);
        await System.Client.CancelAsync(id, Queue);
    }

    private TestProbe Wait(string worker)
    {
        var probe = CreateTestProbe();
        System.Queues.Tell(new ClaimJobs(Queue, worker, 1) { Wait = LeaseBounds.WaitMax, Lease = Length }, probe);
        return probe;
    }

    private async Task<ClaimedJob> ClaimAsync(string worker) =>
        Assert.Single((await System.Queues.Ask<JobsClaimed>(new ClaimJobs(Queue, worker, 1) { Lease = Length }, Soon)).Items);

    private async Task<IReadOnlyList<ClaimedJob>> ClaimManyAsync(int limit) => (await System.Queues.Ask<JobsClaimed>(new ClaimJobs(Queue, "anna", limit), Soon)).Items;

    private async Task AckAsync(ClaimedJob claimed) => await System.Queues.Ask<JobChanged>(new AckJob(null, claimed.Job.Id, claimed.Token), Soon);

    private async Task<IReadOnlyList<ExternalWorker>> WorkersAsync() => (await System.Queues.Ask<QueueFound>(new GetQueue(Queue), Soon)).Queue.ExternalWorkers!;
}
