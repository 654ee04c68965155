using Jobs.Core.Lifecycle;
using Jobs.DeadLetters;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class TakeReturnTests
{
    private static readonly Cause Anna = new("anna", "");

    private readonly QueueUnderTest _queue = new();

    public TakeReturnTests()
    {
        foreach (var id in new[] { "a", "b" })
        {
            _queue.Running(id);
            _queue.Die(id);
        }
    }

    [Fact]
    public void A_replayed_job_keeps_its_id_and_starts_anew_with_one_more_replay()
    {
        Assert.Equal(new JobReplayed(QueueUnderTest.Id("a"), 1, null, Anna, _queue.Now), Take(1, "a").Event);
        Assert.Equal((JobStatus.Pending, 0, 1, 0), (_queue["a"].Status, _queue["a"].Attempts, _queue["a"].Replays, _queue["a"].Crashes));
        Assert.Equal(JobPayload.Json(1), _queue["a"].Payload);
    }

    [Fact]
    public void A_replay_may_bring_another_payload()
    {
        Take(new LetterReturn(1, QueueUnderTest.Id("a"), Deleted: false, JobPayload.Json(2), Anna));

        Assert.Equal(JobPayload.Json(2), _queue["a"].Payload);
    }

    [Fact]
    public void A_deleted_letter_removes_its_job()
    {
        Assert.Equal(new DeadJobRemoved(QueueUnderTest.Id("a"), 1, Anna, _queue.Now), Take(new LetterReturn(1, QueueUnderTest.Id("a"), Deleted: true, null, Anna)).Event);
        Assert.Null(_queue.State.Find(QueueUnderTest.Id("a")));
    }

    [Fact]
    public void A_return_that_comes_twice_changes_nothing()
    {
        Take(1, "a");
        Assert.Equal(Decision.Nothing, Take(1, "a"));
    }

    [Fact]
    public void A_return_that_comes_early_waits_for_the_one_before_it()
    {
        Assert.Equal(Decision.Nothing, Take(2, "b"));
        Take(1, "a");
        Assert.IsType<JobReplayed>(Take(2, "b").Event);
    }

    [Fact]
    public void A_return_that_comes_late_does_not_replay_a_later_death()
    {
        Take(1, "a");
        _queue.Start("a");
        _queue.Die("a");

        Assert.Equal(Decision.Nothing, Take(1, "a"));
        Assert.Equal(JobStatus.Dead, _queue["a"].Status);
    }

    [Fact]
    public void The_next_return_of_a_job_that_is_not_dead_is_a_fault_not_a_shrug()
    {
        _queue.Enqueue("c");
        Assert.Throws<InvalidOperationException>(() => Take(1, "c"));
    }

    [Fact]
    public void A_death_that_is_still_owed_is_told_as_it_happened_after_its_job_came_back()
    {
        Take(1, "a");
        _queue.Start("a");

        var letter = _queue.State.DeathsOwed.First().Letter;
        Assert.Equal((QueueUnderTest.Id("a"), 1, DeathReason.Rejected, 0), (letter.Id, letter.Attempts, letter.Reason, letter.Replays));
        Assert.Equal(QueueUnderTest.Morning, letter.DiedAt);
    }

    private Decision Take(long number, string id) => Take(new LetterReturn(number, QueueUnderTest.Id(id), Deleted: false, null, Anna));

    private Decision Take(LetterReturn letter) => _queue.Apply(TakeReturn.Decide(_queue.State, letter, _queue.Now));
}
