using Jobs.DeadLetters;

namespace Jobs.Core.Tests.DeadLetters;

public sealed class BuryTests
{
    private readonly DeadLetterState _state = new();

    [Fact]
    public void Only_the_next_death_is_taken()
    {
        Assert.Null(Take(2, "b"));
        Assert.NotNull(Take(1, "a"));
        Assert.Null(Take(1, "a"));
        Assert.NotNull(Take(2, "b"));
        Assert.Equal((2, 2), (_state.LastDeath, _state.Count));
    }

    [Fact]
    public void A_job_that_died_again_waits_until_its_earlier_letter_has_left()
    {
        Take(1, "a");
        _state.Apply(new ReplayStarted(QueueUnderTest.Id("a"), 1, null, Cause.Queue, QueueUnderTest.Morning));
        Assert.Null(Take(2, "a"));

        _state.Apply(new ReturnsTaken(1, QueueUnderTest.Morning));
        Assert.NotNull(Take(2, "a"));
        Assert.False(_state.Find(QueueUnderTest.Id("a"))!.IsReturning);
    }

    [Fact]
    public void A_letter_on_its_way_stays_to_be_seen_until_its_queue_has_taken_it()
    {
        Take(1, "a");
        Take(2, "b");
        _state.Apply(new ReplayStarted(QueueUnderTest.Id("b"), 1, null, Cause.Queue, QueueUnderTest.Morning));
        _state.Apply(new LetterDeleted(QueueUnderTest.Id("a"), 2, Cause.Queue, QueueUnderTest.Morning));
        Assert.All(_state.Oldest, entry => Assert.True(entry.IsReturning));
        Assert.Equal([(1, false), (2, true)], _state.ReturnsOwed.Select(letter => ((int)letter.Number, letter.Deleted)));

        _state.Apply(new ReturnsTaken(1, QueueUnderTest.Morning));
        Assert.Equal(["a"], _state.Oldest.Select(entry => entry.Letter.Id.ToString()));
        Assert.Equal([2L], _state.ReturnsOwed.Select(letter => letter.Number));
    }

    private LetterBuried? Take(long number, string id)
    {
        var buried = Bury.Decide(_state, new NumberedLetter(number, Samples.Letter(id)), QueueUnderTest.Morning);
        if (buried is not null)
            _state.Apply(buried);
        return buried;
    }
}
