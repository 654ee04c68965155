using Akka.Actor;
using Jobs.Checkpoints;
using Jobs.Core;
using Jobs.Journal;
using Jobs.Messages;
using Jobs.Queues;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>A fault in each gap of the hand-over between a queue and its dead letters neither loses nor doubles a job, in both directions.</summary>
public sealed class HandOverGapTests(ITestOutputHelper output) : JobsScenario(output)
{
    private volatile bool _fails = true;
    private int _runs;

    [Theory]
    [InlineData("dead/", "Fail")] // the death is stored, the letter is not
    [InlineData("dead/", "StoreAndFail")] // the letter is stored, its acknowledgement is lost
    [InlineData("dead/", "Reject")]
    public async Task A_fault_of_the_dead_letters_while_they_take_a_death_leaves_one_letter(string of, string fate)
    {
        await StartAsync();
        Break(of, fate);
        var id = (await EnqueueAsync("broken")).Id;
        await UntilAsync(id, JobStatus.Dead);
        await UntilDownAsync(of);
        Journal.Release();

        Assert.Equal([id], (await LettersAsync()).Select(letter => letter.Id));
        Assert.Equal(1, _runs);
    }

    [Theory]
    [InlineData("Fail")] // the letter is stored and acknowledged, the queue forgets that
    [InlineData("StoreAndFail")]
    public async Task A_fault_of_the_queue_while_it_stores_the_acknowledgement_leaves_one_letter(string fate)
    {
        await StartAsync();
        Journal.Set(id => id.StartsWith("dead/", StringComparison.Ordinal) ? WriteFate.Hold : WriteFate.Store);
        var id = (await EnqueueAsync("broken")).Id;
        await UntilAsync(id, JobStatus.Dead);
        Break("queue/", fate);
        Journal.ReleaseHeld();
        await UntilDownAsync();
        Journal.Release();

        Assert.Equal([id], (await LettersAsync()).Select(letter => letter.Id));
        Assert.Equal(1, (await CountsAsync()).Dead);
    }

    [Fact]
    public async Task A_crash_before_the_letter_is_stored_hands_it_over_after_the_next_start()
    {
        await StartAsync();
        Journal.Set(id => id.StartsWith("dead/", StringComparison.Ordinal) ? WriteFate.Hold : WriteFate.Store);
        var id = (await EnqueueAsync("broken")).Id;
        await UntilAsync(id, JobStatus.Dead);
        await KillHostAsync();
        Journal.Set(_ => WriteFate.Store);

        StartHost();

        Assert.Equal([id], (await LettersAsync()).Select(letter => letter.Id));
    }

    [Theory]
    [InlineData("queue/", "Fail")] // the replay is stored, the queue has not taken it
    [InlineData("queue/", "StoreAndFail")] // the queue has taken it, and does not know
    [InlineData("queue/", "Reject")]
    [InlineData("dead/", "StoreAndFail")] // the replay is stored, and the dead letters do not know
    public async Task A_fault_while_a_letter_comes_back_replays_it_once(string of, string fate)
    {
        var id = await BuryOneAsync();
        _fails = false;
        Break(of, fate);
        System.Queues.Tell(new ReplayDeadLetter(Queue, id), TestActor);
        await UntilDownAsync(of);
        Journal.Release();

        var job = await CompletedAsync(id);

        Assert.Equal((1, 2), (job.Replays, _runs));
        Assert.Empty(await LettersAsync());
    }

    [Fact]
    public async Task A_crash_after_the_replay_is_stored_replays_it_after_the_next_start()
    {
        var id = await BuryOneAsync();
        _fails = false;
        Journal.Set(of => of.StartsWith("queue/", StringComparison.Ordinal) ? WriteFate.Hold : WriteFate.Store);
        System.Queues.Tell(new ReplayDeadLetter(Queue, id), TestActor);
        await AwaitConditionAsync(() => Task.FromResult(Journal.Stored("dead/email/0") == 2), Soon);
        await KillHostAsync();
        Journal.Set(_ => WriteFate.Store);

        StartHost();
        var job = await CompletedAsync(id);

        Assert.Equal((1, 2), (job.Replays, _runs));
        Assert.Empty(await LettersAsync());
    }

    private async Task StartAsync()
    {
        Handlers.Handle<string>("broken", (_, _, _) =>
        {
            Interlocked.Increment(ref _runs);
            return _fails ? throw new PermanentJobException("no") : Task.CompletedTask;
        });
        StartHost();
        await CountsAsync();
    }

    private async Task<JobId> BuryOneAsync()
    {
        await StartAsync();
        var id = (await EnqueueAsync("broken")).Id;
        await UntilAsync(id, JobStatus.Dead);
        Assert.Single(await LettersAsync());
        return id;
    }

    private void Break(string of, string fate) =>
        Journal.Set(id => id.StartsWith(of, StringComparison.Ordinal) ? Enum.Parse<WriteFate>(fate) : WriteFate.Store);

    private Task UntilDownAsync(string of = "queue/") => AwaitConditionAsync(
        () =>
        {
            Clock.Advance(CommittingActor<QueueEvent, QueueCommit>.LingerMax);
            return Task.FromResult(Journal.Failed(of));
        },
        Soon);

    // Back-offs and repeats run on the test's clock.
    private async Task<IReadOnlyList<DeadLetterView>> LettersAsync()
    {
        IReadOnlyList<DeadLetterView>? letters = null;
        await AwaitConditionAsync(
            async () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                if (await System.Queues.Ask<object>(new GetQueue(Queue), Soon) is not QueueFound { Queue.Health: QueueHealth.Ready } queue)
                    return false;
                letters = (await System.Queues.Ask<object>(new ListDeadLetters(Queue), Soon) as DeadLetterPage)?.Items;
                return letters?.Count == queue.Queue.Counts.Dead;
            },
            Soon);
        return letters!;
    }

    private async Task<JobView> CompletedAsync(JobId id)
    {
        JobView? job = null;
        await AwaitConditionAsync(
            async () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                job = (await System.Queues.Ask<object>(new GetJob(Queue, id), Soon) as JobFound)?.Job;
                return job?.Status == JobStatus.Completed;
            },
            Soon);
        return job!;
    }
}
