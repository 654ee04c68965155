using Jobs.DeadLetters;
using Jobs.Hosting;

namespace Jobs.Core.Tests.DeadLetters;

public sealed class ExpireTests
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly DeadLetterState _state = new();

    [Fact]
    public void A_letter_goes_when_it_has_been_kept_long_enough_and_not_before()
    {
        Bury("a", at: 0);
        Bury("b", at: 1);

        Assert.Empty(Expire.Decide(_state, Kept, Day(30).AddTicks(-1)));
        var deleted = Assert.Single(Expire.Decide(_state, Kept, Day(30)));
        Assert.Equal(("a", 1, "retention"), (deleted.Id.ToString(), (int)deleted.Number, deleted.Cause.By));
        Assert.Equal(Day(30), Expire.NextAt(_state, Kept));

        _state.Apply(deleted);
        Assert.Empty(Expire.Decide(_state, Kept, Day(30)));
        Assert.Equal(Day(31), Expire.NextAt(_state, Kept));
    }

    [Fact]
    public void One_turn_deletes_so_many_at_most_the_oldest_first_and_their_numbers_go_on()
    {
        for (var letter = 0; letter < Expire.SliceMax + 5; letter++)
            Bury($"job-{letter}", at: 0);

        var first = Expire.Decide(_state, Kept, Day(40));
        foreach (var deleted in first)
            _state.Apply(deleted);
        var rest = Expire.Decide(_state, Kept, Day(40));

        Assert.Equal((Expire.SliceMax, 5), (first.Count, rest.Count));
        Assert.Equal(Enumerable.Range(1, Expire.SliceMax + 5), first.Concat(rest).Select(deleted => (int)deleted.Number));
        Assert.Equal("job-0", first[0].Id.ToString());
    }

    [Fact]
    public void A_letter_on_its_way_back_is_left_alone_and_without_an_age_none_goes()
    {
        Bury("a", at: 0);
        Assert.Empty(Expire.Decide(_state, Retention.Off, Day(4000)));
        Assert.Null(Expire.NextAt(_state, Retention.Off));

        _state.Apply(new ReplayStarted(QueueUnderTest.Id("a"), 1, null, Cause.Queue, Day(1)));

        Assert.Empty(Expire.Decide(_state, Kept, Day(40)));
        Assert.Null(Expire.NextAt(_state, Kept));
    }

    private static DateTimeOffset Day(int day) => QueueUnderTest.Morning.AddDays(day);

    private void Bury(string id, int at) => _state.Apply(new LetterBuried(_state.LastDeath + 1, Samples.Letter(id) with { DiedAt = Day(at) }, Day(at)));
}
