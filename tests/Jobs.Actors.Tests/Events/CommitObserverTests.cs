using Akka.Actor;
using Akka.TestKit;
using Jobs.Actors.Tests.Scenarios;
using Jobs.Events;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Events;

public sealed class CommitObserverTests : JobsScenario
{
    private readonly SeenFacts _seen = new();

    public CommitObserverTests(ITestOutputHelper output)
        : base(output)
    {
        Observers = [_seen];
        Handlers.Handle<string>("greet", (_, _, _) => Task.CompletedTask);
        Handlers.Handle<string>("fail", (_, _, _) => throw new InvalidOperationException("out of paper"));
        Handlers.Handle<string>("paint", (_, context, _) =>
        {
            context.Progress(40, "sky");
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_job_is_told_step_by_step_with_what_each_step_knows()
    {
        StartHost();
        var id = (await EnqueueAsync("fail")).Id;
        await UntilAsync(id, JobStatus.Failed);
        Clock.Advance(TimeSpan.FromSeconds(5));
        await AwaitConditionAsync(async () => (await GetAsync(id)).Attempts == 2 && (await GetAsync(id)).Status == JobStatus.Failed, Soon);
        Clock.Advance(TimeSpan.FromSeconds(10));
        await UntilAsync(id, JobStatus.Dead);

        await TellsAsync(
            id, FactKind.Enqueued, FactKind.Started, FactKind.Failed, FactKind.Retried, FactKind.Started, FactKind.Failed, FactKind.Retried, FactKind.Started, FactKind.Dead);
        var facts = _seen.Of(id);
        Assert.Equal(("fail", JobStatus.Pending, "test"), (facts[0].Type, facts[0].Status, facts[0].By));
        Assert.Equal((1, TimeSpan.Zero, JobStatus.Processing), (facts[1].Attempt, facts[1].Waited, facts[1].Status));
        Assert.EndsWith("/email/0", facts[1].Worker, StringComparison.Ordinal);
        Assert.Equal(("out of paper", TimeSpan.Zero, facts[2].At.AddSeconds(5)), (facts[2].Error!.Message, facts[2].Ran, facts[2].DueAt));
        Assert.Equal((JobStatus.Dead, "exhausted", 3), (facts[8].Status, facts[8].Reason, facts[8].Attempt));
    }

    [Fact]
    public async Task Progress_is_told_between_start_and_end()
    {
        StartHost();
        var id = (await EnqueueAsync("paint")).Id;

        await TellsAsync(id, FactKind.Enqueued, FactKind.Started, FactKind.Progress, FactKind.Completed);
        Assert.Equal((40, "sky"), (_seen.Of(id)[2].Percent, _seen.Of(id)[2].Message));
    }

    [Fact]
    public async Task What_is_not_yet_durable_is_not_told_and_what_fails_to_be_written_never_is()
    {
        StartHost();
        await CountsAsync();
        Journal.Hold();
        System.Queues.Tell(Job("greet", delay: TimeSpan.FromHours(1)), TestActor);
        await AwaitConditionAsync(() => Task.FromResult(Journal.Waiting("queue/") == 1), Soon);
        Assert.DoesNotContain(_seen.All, told => told.Fact.Kind == FactKind.Enqueued);
        Journal.ReleaseHeld();
        await ExpectMsgAsync<JobEnqueued>(Soon);
        await AwaitConditionAsync(() => Task.FromResult(_seen.All.Count(told => told.Fact.Kind == FactKind.Enqueued) == 1), Soon);

        Journal.Set(_ => WriteFate.Fail);
        var lost = JobId.New();
        await System.Queues.Ask<EnqueueRefused>(Job("greet", id: lost), Soon);
        Journal.Release();
        await RecoversAsync(times: 2);

        Assert.Empty(_seen.Of(lost));
    }

    [Fact]
    public async Task What_a_queue_reads_at_its_start_is_not_told_again_but_that_it_has_read()
    {
        StartHost();
        var id = (await EnqueueAsync("greet")).Id;
        await TellsAsync(id, FactKind.Enqueued, FactKind.Started, FactKind.Completed);
        await KillHostAsync();

        StartHost();
        await RecoversAsync(times: 2);

        Assert.Equal(3, _seen.Of(id).Count);
    }

    [Fact]
    public async Task Facts_come_in_the_order_of_their_commits_with_their_places_in_the_journal()
    {
        StartHost();
        var ids = new List<JobId>();
        for (var i = 0; i < 50; i++)
            ids.Add((await EnqueueAsync("greet")).Id);
        foreach (var id in ids)
            await TellsAsync(id, FactKind.Enqueued, FactKind.Started, FactKind.Completed);

        var places = _seen.All.Select(told => told.SequenceNr).ToList();
        Assert.Equal(places.Order(), places);
        Assert.Equal(Journal.Stored("queue/email/0"), places[^1]);
    }

    [Fact]
    public async Task An_operators_word_is_told_with_who_said_it()
    {
        StartHost();
        System.Queues.Tell(new PauseQueue(Queue, "maintenance", null, "anna"), TestActor);
        var id = (await EnqueueAsync("greet")).Id;
        await System.Client.CancelAsync(id, Queue);
        System.Queues.Tell(new ResumeQueue(Queue, "anna"), TestActor);

        await AwaitConditionAsync(() => Task.FromResult(_seen.All.Any(told => told.Fact.Kind == FactKind.QueueResumed)), Soon);
        Assert.Equal(("maintenance", "anna"), Assert.Single(_seen.All.Select(told => told.Fact), fact => fact.Kind == FactKind.QueuePaused) is var paused ? (paused.Reason, paused.By) : default);
        Assert.Equal([FactKind.Enqueued, FactKind.Cancelled], _seen.KindsOf(id));
    }

    [Fact]
    public async Task An_observer_that_fails_harms_neither_the_queue_nor_another_observer()
    {
        Observers = [new Faulty(), _seen];
        StartHost();
        var id = (await EnqueueAsync("greet")).Id;

        await UntilAsync(id, JobStatus.Completed);
        await TellsAsync(id, FactKind.Enqueued, FactKind.Started, FactKind.Completed);
    }

    [Fact]
    public async Task Nothing_is_noted_while_nobody_observes()
    {
        _seen.IsObserving = false;
        StartHost();
        await UntilAsync((await EnqueueAsync("greet")).Id, JobStatus.Completed);

        _seen.IsObserving = true;
        var id = (await EnqueueAsync("greet")).Id;
        await TellsAsync(id, FactKind.Enqueued, FactKind.Started, FactKind.Completed);

        Assert.Equal(3, _seen.All.Count);
    }

    // What nobody waits for lingers before it is written.
    private Task TellsAsync(JobId id, params FactKind[] kinds) => AwaitAssertAsync(
        () =>
        {
            Clock.Advance(TimeSpan.FromMilliseconds(10));
            Assert.Equal(kinds, _seen.KindsOf(id));
        },
        Soon);

    private async Task RecoversAsync(int times) => await AwaitConditionAsync(
        () =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(_seen.All.Count(told => told.Fact.Kind == FactKind.QueueRecovered) == times);
        },
        Soon);

    private sealed class Faulty : ICommitObserver
    {
        public bool IsObserving => true;

        public void OnCommitted(in Committed commit) => throw new InvalidOperationException("The observer fails.");
    }
}
