using Jobs.Core.Rollups;
using Jobs.Index;
using Jobs.Messages;

namespace Jobs.Core.Tests.Rollups;

public sealed class WindowSumsTests
{
    private static readonly DateTimeOffset Now = QueueUnderTest.Morning.AddMinutes(7).AddSeconds(30);

    private static readonly long Minute = MinuteRollups.MinuteOf(Now);

    [Fact]
    public void A_window_ends_with_the_minute_that_is_not_over_yet()
    {
        var sums = new WindowSums(StatsWindow.Of(TimeSpan.FromMinutes(3), Now));

        sums.Add([Row(Minute - 3, 100), Row(Minute - 2, 10), Row(Minute, 1), Row(Minute + 1, 1000)]);

        Assert.Equal(11, sums.Total.Enqueued);
    }

    [Fact]
    public void Steps_begin_at_multiples_of_their_length_and_empty_ones_are_there()
    {
        var window = StatsWindow.InSteps(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5), Now);
        var sums = new WindowSums(window);
        sums.Add([Row(Minute - 9, 1), Row(Minute, 2)]);

        var series = sums.ToSeries();

        Assert.Equal(
            [(QueueUnderTest.Morning.AddMinutes(-5), 1), (QueueUnderTest.Morning, 0), (QueueUnderTest.Morning.AddMinutes(5), 2)],
            series.Points.Select(point => (point.At, (int)point.Numbers.Enqueued)));
        Assert.Equal(QueueUnderTest.Morning.AddMinutes(-2), series.Since);
    }

    [Fact]
    public void Queues_add_up_moment_by_moment_with_their_times()
    {
        var one = Series(Now, Row(Minute, 1, 100));
        var other = Series(Now.AddMinutes(1), Row(Minute, 2, 900), Row(Minute + 1, 4));

        var merged = WindowSums.Merge([one, other]);

        Assert.Equal([(Minute - 1, 0), (Minute, 3), (Minute + 1, 4)], merged.Points.Select(point => (MinuteRollups.MinuteOf(point.At), (int)point.Numbers.Enqueued)));
        Assert.Equal(new StatsPercentiles(Milliseconds(112), Milliseconds(1024), Milliseconds(1024)), merged.Points[1].Numbers.Run);
        Assert.Equal(new StatsPercentiles(Milliseconds(224), Milliseconds(2048), Milliseconds(2048)), merged.Points[1].Numbers.Wait);
    }

    [Theory]
    [InlineData(0, 1, "window")]
    [InlineData(0.5, 1, "window")]
    [InlineData(1.5, 1, "window")]
    [InlineData(43_201, 60, "window")]
    [InlineData(60, 0, "step")]
    [InlineData(60, 61, "step")]
    [InlineData(60, 1.5, "step")]
    [InlineData(1501, 1, "step")]
    [InlineData(1500, 1, null)]
    [InlineData(43_200, 43_200, null)]
    public void A_window_and_its_steps_have_bounds(double window, double step, string? wrong) =>
        Assert.Equal(wrong, StatsWindow.Check(TimeSpan.FromMinutes(window), TimeSpan.FromMinutes(step))?.Field);

    private static StatsSeries Series(DateTimeOffset now, params MinuteRow[] rows)
    {
        var sums = new WindowSums(StatsWindow.InSteps(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1), now));
        sums.Add(rows);
        return sums.ToSeries();
    }

    /// <param name="run">What started has waited twice as long as it ran.</param>
    private static MinuteRow Row(long minute, int enqueued, int? run = null)
    {
        var (waits, runs) = (new LogHistogram(), new LogHistogram());
        if (run is { } milliseconds)
        {
            waits.Add(Milliseconds(2 * milliseconds));
            runs.Add(Milliseconds(milliseconds));
        }

        return new MinuteRow(minute, enqueued, 0, 0, 0, waits.Encode(), runs.Encode());
    }

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}
