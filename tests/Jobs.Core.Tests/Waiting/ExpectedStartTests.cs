using Jobs.Core.Limits;
using Jobs.Core.Waiting;
using Jobs.Queues;

namespace Jobs.Core.Tests.Waiting;

public sealed class ExpectedStartTests
{
    private static readonly DateTimeOffset Now = QueueUnderTest.Morning;
    private static readonly TimeSpan Mean = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly LimitHit Busy = new(LimitKind.QueueConcurrency, null, 4, 4);
    private static readonly LimitHit Rate = new(LimitKind.QueueRate, null, 2, 2, Now.AddSeconds(5));

    [Theory]
    [InlineData(1, 30)]
    [InlineData(4, 30)]
    [InlineData(5, 60)]
    [InlineData(9, 90)]
    public void In_a_backlog_as_many_at_a_time_as_there_are_workers_start_after_each_mean_run(int position, int seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), Behind(Busy, position, Mean));

    [Fact]
    public void Without_a_place_or_a_duration_nothing_is_said()
    {
        Assert.Null(Behind(Busy, null, Mean));
        Assert.Null(Behind(Busy, 1, null));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 5)]
    [InlineData(3, 15)]
    [InlineData(5, 25)]
    public void A_rate_lets_as_many_start_in_each_window_as_it_says(int position, int seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), Behind(Rate, position, null));

    [Fact]
    public void The_later_of_window_and_backlog_counts() => Assert.Equal(Now.AddSeconds(30), Behind(Rate, 1, Mean));

    [Fact]
    public void A_rate_whose_starts_are_on_their_way_is_not_known_to_open() => Assert.Null(Behind(Rate with { OpensAt = null }, 1, Mean));

    [Fact]
    public void The_mean_begins_with_the_first_run_and_follows_the_newest()
    {
        var runs = new RunDurations();
        Assert.Null(runs.Mean);

        runs.Add(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(10), runs.Mean);
        runs.Add(TimeSpan.FromSeconds(18));
        Assert.Equal(TimeSpan.FromSeconds(11), runs.Mean);
        for (var i = 0; i < 100; i++)
            runs.Add(TimeSpan.FromSeconds(2));
        Assert.InRange(runs.Mean!.Value.TotalSeconds, 2, 2.01);
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_no_run_shorter_than_nothing()
    {
        var runs = new RunDurations();
        runs.Add(TimeSpan.FromSeconds(-5));

        Assert.Equal(TimeSpan.Zero, runs.Mean);
    }

    private static DateTimeOffset? Behind(LimitHit hit, int? position, TimeSpan? mean) => ExpectedStart.Behind(hit, position, concurrency: 4, mean, Window, Now);
}
