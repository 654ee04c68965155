using Jobs.Hosting;
using Jobs.Queues;

namespace Jobs.Core.Tests;

public sealed class SweepTimesTests
{
    private static readonly DateTimeOffset Start = QueueUnderTest.Morning;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(120, 5)]
    [InlineData(100_000, 60)]
    public void A_sweep_comes_some_times_within_the_age_at_which_jobs_go(int ageMinutes, int minutes)
    {
        var times = Times(new Retention { Completed = TimeSpan.FromMinutes(ageMinutes) });

        Assert.Equal(TimeSpan.FromMinutes(minutes), times.Next(Start));
    }

    [Fact]
    public void Once_nothing_can_be_left_there_is_no_sweep_and_the_next_end_brings_them_back()
    {
        var times = Times(new Retention { Completed = TimeSpan.FromHours(24) });

        Assert.Equal(TimeSpan.FromHours(1), times.Next(Start.AddHours(24)));
        Assert.Equal(SweepTimes.IntervalOfMinutes, times.Next(Start.AddHours(25)));
        Assert.Equal(SweepTimes.IntervalOfMinutes, times.Next(Start.AddDays(31)));
        Assert.Null(times.Next(Start.AddDays(31).AddTicks(1)));

        times.Ended(Start.AddDays(40));
        Assert.Equal(TimeSpan.FromHours(1), times.Next(Start.AddDays(40)));
    }

    [Fact]
    public void Where_so_many_are_kept_a_tenth_of_them_brings_the_next_sweep()
    {
        const int part = 200_000 / 10;
        var times = Times(new Retention { Count = 200_000 });

        Assert.All(Enumerable.Range(1, part - 1), _ => Assert.False(times.Ended(Start)));
        Assert.True(times.Ended(Start));
        times.Begun();
        Assert.False(times.Ended(Start));
    }

    [Fact]
    public void Without_an_age_and_a_number_only_minutes_of_charts_go()
    {
        var times = Times(new Retention { Completed = Retention.Off, Count = null });

        Assert.All(Enumerable.Range(0, 2 * SweepTimes.EndsMin), _ => Assert.False(times.Ended(Start)));
        Assert.Equal(SweepTimes.IntervalOfMinutes, times.Next(Start));
    }

    private static SweepTimes Times(Retention retention)
    {
        var times = new SweepTimes(retention);
        times.Recovered(Start);
        return times;
    }
}
