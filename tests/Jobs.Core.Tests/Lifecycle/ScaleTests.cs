using Jobs.Core.Lifecycle;
using Jobs.Hosting;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class ScaleTests
{
    private static readonly WorkerRange Range = new(2, 20);

    private DateTimeOffset _now = QueueUnderTest.Morning;
    private DateTimeOffset? _lookAt;
    private Workforce _force = new(2, QueueUnderTest.Morning - TimeSpan.FromHours(1));

    [Fact]
    public void It_doubles_while_all_are_busy_and_a_job_waits_up_to_the_most()
    {
        var counts = new List<int>();
        Look(busy: 2, waitsSince: _now);
        for (var step = 0; step < 5; step++)
        {
            PassToLook();
            counts.Add(Look(_force.Count, waitsSince: QueueUnderTest.Morning));
        }

        Assert.Equal([4, 8, 16, 20, 20], counts);
        Assert.Null(_lookAt);
    }

    [Fact]
    public void It_does_not_grow_before_the_oldest_job_has_waited_long_enough()
    {
        Look(busy: 2, waitsSince: _now);
        Assert.Equal(_now + Scale.UpAfter, _lookAt);

        Pass(Scale.UpAfter - TimeSpan.FromTicks(1));
        Assert.Equal(2, Look(busy: 2, waitsSince: QueueUnderTest.Morning));
        Pass(TimeSpan.FromTicks(1));
        Assert.Equal(4, Look(busy: 2, waitsSince: QueueUnderTest.Morning));
    }

    [Fact]
    public void Jobs_that_come_and_go_quickly_need_no_more_workers()
    {
        for (var step = 0; step < 100; step++)
        {
            Pass(TimeSpan.FromMilliseconds(100));
            Assert.Equal(2, Look(busy: 2, waitsSince: _now - TimeSpan.FromMilliseconds(50)));
        }
    }

    [Fact]
    public void A_job_that_a_limit_has_held_back_for_long_makes_nothing_grow_at_once()
    {
        Assert.Equal(2, Look(busy: 2, waitsSince: _now - TimeSpan.FromHours(1)));
        Assert.Equal(2, Look(busy: 2, couldStart: false, waitsSince: _now - TimeSpan.FromHours(1)));
        Assert.Null(_lookAt);
    }

    [Fact]
    public void It_shrinks_by_a_quarter_at_a_time_once_some_have_been_idle_for_long()
    {
        _force = new Workforce(20, _now);
        Look(busy: 3);
        Assert.Equal(_now + Scale.QuietTime, _lookAt);

        var counts = new List<int>();
        var started = _now;
        do
        {
            PassToLook();
            counts.Add(Look(busy: 3));
        }
        while (_force.Count > 3);

        Assert.Equal([15, 12, 9, 7, 6, 5, 4, 3], counts);
        Assert.Equal(Scale.QuietTime + (7 * Scale.StepTime), _now - started);
    }

    [Fact]
    public void It_never_shrinks_below_what_runs_or_below_the_least()
    {
        _force = new Workforce(20, _now);
        Look(busy: 18);
        PassToLook();
        Assert.Equal(18, Look(busy: 18));

        for (var step = 0; step < 50; step++)
        {
            Pass(Scale.QuietTime);
            Look(busy: 0);
        }

        Assert.Equal(2, _force.Count);
        Assert.Null(_lookAt);
    }

    [Fact]
    public void A_moment_in_which_all_are_busy_begins_the_quiet_time_anew()
    {
        _force = new Workforce(8, _now);
        Look(busy: 3);
        Pass(Scale.QuietTime - TimeSpan.FromSeconds(1));
        Look(busy: 8);
        Look(busy: 3);

        Pass(Scale.QuietTime - TimeSpan.FromTicks(1));
        Assert.Equal(8, Look(busy: 3));
        Pass(TimeSpan.FromTicks(1));
        Assert.Equal(6, Look(busy: 3));
    }

    [Fact]
    public void A_load_that_comes_every_few_seconds_does_not_make_it_swing()
    {
        _force = new Workforce(8, _now);
        for (var burst = 0; burst < 60; burst++)
        {
            Look(busy: 8);
            Pass(TimeSpan.FromSeconds(2));
            Look(busy: 0);
            Pass(TimeSpan.FromSeconds(8));
            Assert.Equal(8, Look(busy: 0));
        }
    }

    [Fact]
    public void An_idle_queue_at_its_least_needs_no_look()
    {
        Look(busy: 0);

        Assert.Null(_lookAt);
    }

    private void Pass(TimeSpan time) => _now += time;

    private void PassToLook() => _now = _lookAt ?? _now + TimeSpan.FromMinutes(1);

    private int Look(int busy, bool couldStart = true, DateTimeOffset? waitsSince = null)
    {
        var decision = Scale.Decide(_force, Range, busy, couldStart && waitsSince is not null, waitsSince, _now);
        (_force, _lookAt) = (decision.Workforce, decision.LookAgainAt);
        Assert.InRange(_force.Count, Range.Min, Range.Max);
        Assert.True(_lookAt is null || _lookAt > _now, "a look in the past");
        return _force.Count;
    }
}
