using System.Diagnostics;
using Jobs.DeadLetters;
using Jobs.Workers;

namespace Jobs.Core.Tests;

public sealed class QueueStateTests
{
    private readonly QueueUnderTest _queue = new();

    [Fact]
    public void An_event_that_a_state_does_not_know_is_a_fault_not_a_shrug()
    {
        Assert.Throws<UnreachableException>(() => _queue.State.Apply(new UnheardOf(_queue.Now)));
        Assert.Throws<UnreachableException>(() => new DeadLetterState().Apply(new UnheardOfLetter(_queue.Now)));
    }

    [Fact]
    public void The_details_of_the_oldest_finished_jobs_make_room_and_the_counts_stay()
    {
        foreach (var id in new[] { "a", "b", "c", "d", "e" })
        {
            _queue.Running(id);
            _queue.Complete(id);
        }

        Assert.Equal(["e", "d", "c"], Invariants.Listed(_queue.State, JobStatus.Completed).Select(job => job.Id.ToString()));
        Assert.Equal((5, 3), (_queue.State.Completed, _queue.State.Jobs.Count));
    }

    [Fact]
    public void Completed_and_cancelled_jobs_do_not_take_each_others_room()
    {
        _queue.Running("done");
        _queue.Complete("done");
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            _queue.Enqueue(id);
            _queue.Cancel(id);
        }

        Assert.Equal((1, 3), (_queue.State[JobStatus.Completed].Count, _queue.State[JobStatus.Cancelled].Count));
    }

    [Fact]
    public void A_life_with_everything_in_it_is_told_by_the_history()
    {
        _queue.Running("a", job => job with { By = "anna" });
        _queue.Settle("a", new Outcome.Snoozed(TimeSpan.Zero));
        _queue.BecomeDue();
        _queue.Start("a");
        _queue.Crash("a");
        _queue.Start("a");
        _queue.Settle("a", new Outcome.Failed(new JobError("e", "m")));
        _queue.RunNow("a");
        _queue.Start("a");
        _queue.Complete("a");

        Assert.Equal(
            ["Enqueued 0 anna", "Started 1", "Snoozed 1", "Due 0", "Started 1", "Interrupted 1", "Started 1", "Failed 1", "Due 0 anna", "Started 2", "Completed 2"],
            Enumerable.Range(0, _queue["a"].History.Count).Select(step => _queue["a"].History[step]).Select(step => $"{step.Kind} {step.Attempt} {step.By}".TrimEnd()));
    }

    private sealed record UnheardOf(DateTimeOffset At) : QueueEvent(At);

    private sealed record UnheardOfLetter(DateTimeOffset At) : DeadLetterEvent(At);
}
