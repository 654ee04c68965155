using Akka.Actor;
using Jobs.Hosting;
using Jobs.Messages;
using Jobs.Operations;
using Jobs.Queues;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>Operations over many jobs, in the memory of their queues.</summary>
public sealed class OperationTests : OperationScenario
{
    public OperationTests(ITestOutputHelper output)
        : base(output)
    {
    }

    protected override void Start() => StartHost(new JobsSettings { Queues = Queues });

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing()
    {
        Start();
        await EnqueueLaterAsync(3, "letter");
        await EnqueueLaterAsync(2, "parcel");

        var matched = await System.Queues.Ask<OperationMatched>(new StartOperation(OperationAction.Cancel) { Filter = "type:letter", DryRun = true }, Soon);

        Assert.Equal(3, matched.Matched);
        Assert.Equal(5, (await CountsAsync()).Scheduled);
        Assert.Empty((await System.Queues.Ask<OperationList>(ListOperations.Instance, Soon)).Items);
    }

    [Fact]
    public async Task More_jobs_than_fit_into_a_slice_are_all_cancelled_and_no_other()
    {
        Start();
        await EnqueueLaterAsync(OperationBounds.SliceMax + 7, "letter");
        await EnqueueLaterAsync(2, "parcel");

        var ended = await EndAsync(await StartAsync(new StartOperation(OperationAction.Cancel) { Filter = "type:letter", By = "anna", Reason = "wrong text" }));

        Assert.Equal((OperationBounds.SliceMax + 7, OperationBounds.SliceMax + 7, 0), (ended.Matched, ended.Processed, ended.Failed));
        Assert.Equal((OperationState.Completed, "anna", "wrong text"), (ended.State, ended.Request.By, ended.Request.Reason));
        Assert.NotNull(ended.EndedAt);
        var counts = await CountsAsync();
        Assert.Equal((2, OperationBounds.SliceMax + 7), (counts.Scheduled, counts.Cancelled));
    }

    [Fact]
    public async Task Jobs_that_do_not_allow_it_are_counted_and_the_first_are_named()
    {
        Start();
        var ids = await EnqueueLaterAsync(OperationBounds.ErrorsKept + 1, "letter");

        var ended = await EndAsync(await StartAsync(new StartOperation(OperationAction.Delete) { Ids = ids }));

        Assert.Equal((ids.Count, 0, ids.Count), (ended.Matched, ended.Processed, ended.Failed));
        Assert.Equal(OperationBounds.ErrorsKept, ended.Errors.Count);
        Assert.All(ended.Errors, error => Assert.Equal((Queue, "invalid-state"), (error.Queue, error.Code)));
    }

    [Fact]
    public async Task It_goes_over_all_queues_unless_one_is_named()
    {
        Start();
        await EnqueueLaterAsync(2, "letter");
        await EnqueueLaterAsync(2, "letter", OtherQueue);

        var one = await EndAsync(await StartAsync(new StartOperation(OperationAction.Cancel) { Queue = OtherQueue, Filter = "type:letter" }));
        var all = await EndAsync(await StartAsync(new StartOperation(OperationAction.Cancel) { Filter = "status:scheduled type:letter" }));

        Assert.Equal((2, 2), (one.Processed, all.Processed));
    }

    [Fact]
    public async Task A_limit_takes_those_changed_last()
    {
        Start();
        var ids = await EnqueueLaterAsync(5, "letter");

        var ended = await EndAsync(await StartAsync(new StartOperation(OperationAction.Cancel) { Filter = "type:letter", Limit = 2 }));

        Assert.Equal((2, 2), (ended.Matched, ended.Processed));
        Assert.Equal([JobStatus.Scheduled, JobStatus.Scheduled, JobStatus.Scheduled, JobStatus.Cancelled, JobStatus.Cancelled], await StatusesAsync(ids));
    }

    [Fact]
    public async Task At_a_rate_each_second_has_its_share()
    {
        Start();
        await EnqueueLaterAsync(5, "letter");

        var id = await StartAsync(new StartOperation(OperationAction.Cancel) { Filter = "type:letter", PerSecond = 2 });
        await UntilProcessedAsync(id, 2);
        Clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(2, (await CountsAsync()).Cancelled);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await UntilProcessedAsync(id, 4);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(5, (await EndAsync(id)).Processed);
    }

    [Fact]
    public async Task Cancelling_it_leaves_the_rest_alone()
    {
        Start();
        await EnqueueLaterAsync(5, "letter");
        var id = await StartAsync(new StartOperation(OperationAction.Cancel) { Filter = "type:letter", PerSecond = 1 });
        await UntilProcessedAsync(id, 1);

        var stopped = (await System.Queues.Ask<OperationFound>(new CancelOperation(id), Soon)).Operation;
        Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal((OperationState.Cancelled, 1), (stopped.State, stopped.Processed));
        Assert.Equal(4, (await CountsAsync()).Scheduled);
        Assert.Equal(OperationState.Cancelled, (await System.Queues.Ask<OperationFound>(new CancelOperation(id), Soon)).Operation.State);
    }

    [Fact]
    public async Task After_a_crash_it_goes_on_where_it_was_and_counts_right()
    {
        Start();
        await EnqueueLaterAsync(6, "letter");
        var id = await StartAsync(new StartOperation(OperationAction.Cancel) { Filter = "type:letter", PerSecond = 2 });
        await UntilProcessedAsync(id, 2);
        await KillHostAsync();
        await RestartAsync();

        // The slice that was done is not stored as done: that its jobs have changed says it.
        await UntilProcessedAsync(id, 2);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await UntilProcessedAsync(id, 4);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((6, 6, 0), await CountedAsync(id));
        Assert.Equal(6, (await CountsAsync()).Cancelled);
    }

    [Fact]
    public async Task A_slice_that_was_cut_off_is_done_once()
    {
        Start();
        var ids = await EnqueueLaterAsync(4, "letter");

        // The queue stores the first command; of the others nobody knows.
        Journal.Set(persistenceId => persistenceId == OperationsActor.Id ? WriteFate.Store : WriteFate.Hold);
        var id = await StartAsync(new StartOperation(OperationAction.Retry) { Queue = Queue, Filter = "type:letter" });
        await AwaitConditionAsync(() => Task.FromResult(Journal.Waiting($"queue/{Queue}") == 1), Soon);
        await KillHostAsync();
        Journal.Release();
        await RestartAsync();

        Assert.Equal((4, 4, 0), await CountedAsync(id));
        foreach (var job in ids)
            Assert.Equal("due", Assert.Single((await UntilAsync(job, JobStatus.Completed)).History, step => step.Event is "due" or "rerun").Event);
    }

    [Fact]
    public async Task A_job_that_changes_after_the_start_is_left_alone()
    {
        Start();
        var ids = await EnqueueLaterAsync(3, "letter");
        var id = await StartAsync(new StartOperation(OperationAction.Cancel) { Filter = "status:scheduled", PerSecond = 1 });
        await UntilProcessedAsync(id, 1);
        await System.Queues.Ask<JobChanged>(new ChangeJob(Queue, ids[0], Priority: 1), Soon);
        await EnqueueLaterAsync(1, "letter");
        Clock.Advance(TimeSpan.FromSeconds(1));
        await UntilProcessedAsync(id, 2);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((3, 2, 0), await CountedAsync(id));
        Assert.Equal(2, (await CountsAsync()).Scheduled);
    }

    [Fact]
    public async Task No_more_than_so_many_run_at_once()
    {
        Start();
        await EnqueueLaterAsync(2, "letter");
        for (var number = 0; number < OperationBounds.RunningMax; number++)
            await UntilProcessedAsync(await StartAsync(new StartOperation(OperationAction.Delete) { Filter = "type:letter", PerSecond = 1 }), 1);

        var refused = await System.Queues.Ask<RequestRefused>(new StartOperation(OperationAction.Cancel) { Filter = "type:letter" }, Soon);

        Assert.Equal(Refusal.Codes.TooManyOperations, refused.Refusal.Code);
    }

    [Theory]
    [InlineData(null, null, "filter: missing")]
    [InlineData("stauts:dead", null, "did you mean status")]
    [InlineData("status:dead", 0, "perSecond: expected 1..10000, got 0")]
    public async Task What_is_wrong_is_refused(string? filter, int? perSecond, string expected)
    {
        Start();

        var refused = await System.Queues.Ask<RequestRefused>(new StartOperation(OperationAction.Retry) { Filter = filter, PerSecond = perSecond }, Soon);

        Assert.Contains(expected, refused.Refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_of_operations_stays_short_and_the_newest_are_remembered()
    {
        Start();
        OperationId last = default;
        for (var number = 0; number < OperationBounds.EndedKept + 5; number++)
            await EndAsync(last = await StartAsync(new StartOperation(OperationAction.Cancel) { Filter = "type:nothing" }));
        await KillHostAsync();
        await RestartAsync();

        var remembered = (await System.Queues.Ask<OperationList>(ListOperations.Instance, Soon)).Items;

        Assert.Equal((OperationBounds.EndedKept, last), (remembered.Count, remembered[0].Id));
        Assert.InRange(Journal.ReplayedFrom(OperationsActor.Id), OperationsActor.SnapshotEvery, int.MaxValue);
    }

    [Fact]
    public async Task Dead_letters_are_replayed_the_oldest_first_and_each_once()
    {
        Start();
        foreach (var id in (string[])["a", "b", "c"])
            await UntilAsync((await EnqueueAsync("break", id: JobId.Parse(id))).Id, JobStatus.Dead);

        var operation = await StartAsync(new StartOperation(OperationAction.Replay) { Type = "break", Text = "out of", PerSecond = 2 });
        await UntilProcessedAsync(operation, 2);
        Assert.Equal(1, (await UntilAsync(JobId.Parse("a"), JobStatus.Dead)).Replays);
        Assert.Equal(0, (await GetAsync(JobId.Parse("c"))).Replays);
        Clock.Advance(TimeSpan.FromSeconds(1));

        // Each has died again meanwhile, with a new place: it is not replayed a second time.
        Assert.Equal((3, 3, 0), await CountedAsync(operation));
        Assert.Equal(1, (await UntilAsync(JobId.Parse("c"), JobStatus.Dead)).Replays);
    }

    [Fact]
    public async Task While_the_queues_are_held_nothing_is_written_and_afterwards_it_goes_on()
    {
        Start();
        await EnqueueLaterAsync(4, "letter");
        var id = await StartAsync(new StartOperation(OperationAction.Cancel) { Filter = "type:letter", PerSecond = 2 });
        await UntilProcessedAsync(id, 2);
        System.Queues.Tell(new HoldQueues("another host writes", TimeSpan.FromSeconds(5)));

        var refused = await System.Queues.Ask<RequestRefused>(new GetOperation(id), Soon);
        System.Queues.Tell(ReleaseQueues.Instance);

        // A queue that was still stopping starts again after a moment of the test's clock, and so does what asked it.
        await AwaitConditionAsync(
            async () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return await System.Queues.Ask<object>(new GetOperation(id), Soon) is OperationFound { Operation.State: not OperationState.Running };
            },
            Soon);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Refusal.RetryAfter);
        Assert.Equal((4, 4, 0), await CountedAsync(id));
    }
}
