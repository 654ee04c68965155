using Jobs.Host.Access;

namespace Jobs.Host.Tests.Access;

public sealed class ClientRatesTests
{
    private readonly MovedClock _clock = new();

    [Fact]
    public void So_many_at_once_and_then_as_fast_as_the_window_says()
    {
        var rates = new ClientRates(new RateLimit(3, TimeSpan.FromMinutes(1)), _clock);
        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => rates.TryTake("a", out var _)));
        Assert.False(rates.TryTake("a", out var retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(20), retryAfter);
        Assert.True(rates.TryTake("b", out _));

        _clock.Move(retryAfter);
        Assert.True(rates.TryTake("a", out _));
        Assert.False(rates.TryTake("a", out _));
    }

    [Fact]
    public void A_flood_of_clients_takes_bounded_room_and_whom_there_is_no_room_for_share_one_limit()
    {
        var rates = new ClientRates(new RateLimit(2, TimeSpan.FromMinutes(1)), _clock, clientsMax: 10);
        var taken = Enumerable.Range(0, 1000).Count(i => rates.TryTake($"{i}", out _));

        Assert.Equal(10 + 2, taken);
        Assert.Equal(10 + 1, rates.Count);

        _clock.Move(TimeSpan.FromMinutes(1));
        Assert.True(rates.TryTake("new", out _));
        Assert.Equal(1, rates.Count);
    }
}
