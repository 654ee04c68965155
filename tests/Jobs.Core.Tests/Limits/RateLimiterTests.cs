using Jobs.Core.Limits;
using Xunit.Abstractions;

namespace Jobs.Core.Tests.Limits;

public sealed class RateLimiterTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Morning = QueueUnderTest.Morning;
    private static readonly RateLimit TwoInTenSeconds = new(2, TimeSpan.FromSeconds(10));

    private readonly RateLimiter _limiter = new(TwoInTenSeconds);

    [Fact]
    public void A_start_in_flight_occupies_a_place_however_long_its_commit_takes()
    {
        _limiter.Decided();
        _limiter.Decided();

        Assert.False(_limiter.HasRoom(At(1_000)));
        Assert.Null(_limiter.OpensAt);
        _limiter.Dispatched(At(1_000));
        Assert.Equal(At(1_010), _limiter.OpensAt);
        Assert.False(_limiter.HasRoom(At(1_009.999)));
        Assert.True(_limiter.HasRoom(At(1_010)));
    }

    [Fact]
    public void Time_that_goes_back_opens_nothing_and_forgets_nothing()
    {
        Start(At(0));
        Start(At(0));

        Assert.True(_limiter.HasRoom(At(10)));
        Start(At(5));
        Start(At(5));
        Assert.Equal(At(20), _limiter.OpensAt);
        Assert.False(_limiter.HasRoom(At(0)));
        Assert.False(_limiter.HasRoom(At(19.999)));
        Assert.True(_limiter.HasRoom(At(20)));
    }

    [Fact]
    public void A_new_limit_counts_what_the_old_one_remembers()
    {
        Start(At(0));
        Start(At(9));
        _limiter.Change(new RateLimit(3, TimeSpan.FromSeconds(20)), At(10));

        Assert.Equal(1, _limiter.Used);
        _limiter.Change(new RateLimit(1, TimeSpan.FromSeconds(20)), At(10));
        Assert.False(_limiter.HasRoom(At(28.999)));
        Assert.True(_limiter.HasRoom(At(29)));
    }

    [Fact]
    public void Whatever_the_commits_take_no_window_holds_more_than_its_limit_and_no_room_is_wasted()
    {
        var random = Seeds.Random(output);
        for (var run = 0; run < 50; run++)
            Simulate(random, new RateLimit(random.Next(1, 8), TimeSpan.FromSeconds(random.Next(1, 10))));
    }

    // A writer as it is: one commit in flight, what is decided meanwhile waits for the next.
    private static void Simulate(Random random, RateLimit limit)
    {
        var (limiter, starts) = (new RateLimiter(limit), new StartsInFlight());
        var left = new List<DateTimeOffset>();
        var (now, confirmsAt, gathered, written) = (Morning, DateTimeOffset.MaxValue, 0, 0);
        for (var step = 0; step < 500; step++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(random.Next(2) == 0 ? 20 : 2_000));
            if (confirmsAt <= now)
            {
                starts.Confirm(confirmsAt);
                left.AddRange(Enumerable.Repeat(confirmsAt, written));
                (confirmsAt, written) = (DateTimeOffset.MaxValue, 0);
            }

            while (limiter.HasRoom(now))
            {
                starts.Add(limiter);
                gathered++;
            }

            Assert.Equal(limit.Max, gathered + written + left.Count(at => at > now - limit.Window));
            if (confirmsAt == DateTimeOffset.MaxValue && gathered > 0)
            {
                starts.Seal();
                (written, gathered) = (gathered, 0);
                confirmsAt = now + TimeSpan.FromMilliseconds(random.Next(3_000));
            }
        }

        Assert.All(left, at => Assert.InRange(left.Count(other => other >= at && other < at + limit.Window), 1, limit.Max));
    }

    private static DateTimeOffset At(double seconds) => Morning + TimeSpan.FromSeconds(seconds);

    private void Start(DateTimeOffset at)
    {
        _limiter.Decided();
        _limiter.Dispatched(at);
    }
}
