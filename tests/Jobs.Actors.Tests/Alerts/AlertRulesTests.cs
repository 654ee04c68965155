using Jobs.Alerts;
using Jobs.Hosting;
using Jobs.Telemetry;

namespace Jobs.Actors.Tests.Alerts;

/// <summary>One queue under the rules, on a clock that the test moves. The limits are the defaults unless a test says otherwise.</summary>
public sealed class AlertRulesTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private AlertSettings _settings = new();
    private AlertState _state = AlertState.Quiet;
    private DateTimeOffset _now = Start;
    private DateTimeOffset? _next;

    [Fact]
    public void A_quiet_queue_raises_nothing_and_is_never_looked_at_again()
    {
        Assert.Empty(Look(Picture()));
        Assert.Null(_next);
    }

    [Fact]
    public void A_depth_over_its_limit_warns_once_it_has_lasted()
    {
        Assert.Empty(Look(Picture(pending: 10_000, processing: 1)));
        Assert.Empty(Look(Picture(pending: 10_001, processing: 1)));
        Assert.Equal(_settings.RaiseAfter, _next - _now);

        Assert.Equal(["+depth warning 10001"], After(_settings.RaiseAfter, Picture(pending: 10_001, processing: 1)));
        Assert.Empty(After(TimeSpan.FromDays(1), Picture(pending: 20_000, processing: 1)));
    }

    [Fact]
    public void A_burst_that_is_over_in_time_raises_nothing()
    {
        Look(Picture(pending: 20_000, processing: 1));
        Look(Picture(pending: 5, processing: 1), TimeSpan.FromSeconds(4));

        Assert.Empty(After(TimeSpan.FromSeconds(4), Picture(pending: 20_000, processing: 1)));
    }

    [Fact]
    public void A_depth_that_swings_around_its_limit_is_one_alert_until_it_was_low_for_long_enough()
    {
        _settings = _settings with { RaiseAfter = TimeSpan.Zero };
        Assert.Equal(["+depth warning 10001"], Look(Picture(pending: 10_001, processing: 1)));

        Assert.Empty(After(TimeSpan.FromHours(1), Picture(pending: 8001, processing: 1)));
        Assert.Empty(After(TimeSpan.FromHours(1), Picture(pending: 10_001, processing: 1)));
        Assert.Empty(After(TimeSpan.FromHours(1), Picture(pending: 8000, processing: 1)));
        Assert.Equal(_settings.ClearAfter, _next - _now);
        Assert.Empty(After(TimeSpan.FromSeconds(29), Picture(pending: 8001, processing: 1)));
        Assert.Empty(After(TimeSpan.FromSeconds(29), Picture(pending: 0)));

        Assert.Equal(["-depth"], After(TimeSpan.FromSeconds(30), Picture(pending: 0)));
    }

    [Fact]
    public void A_job_that_waits_for_an_hour_is_critical_to_the_moment()
    {
        var waits = Picture(pending: 1, processing: 1, oldestSince: Start);
        Assert.Empty(Look(waits));
        Assert.Equal(Start.AddHours(1), _next);

        Assert.Empty(After(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1), waits));
        Assert.Equal(["+oldest critical 3600"], After(TimeSpan.FromTicks(1), waits));
        Assert.Null(_next);

        Assert.Empty(After(TimeSpan.FromMinutes(1), Picture(processing: 1)));
        Assert.Equal(["-oldest"], After(_settings.ClearAfter, Picture(processing: 1)));
    }

    [Fact]
    public void Jobs_that_wait_while_none_runs_are_critical_after_a_minute()
    {
        Look(Picture(pending: 3));
        Assert.Equal(Start + _settings.Stalled, _next);

        Assert.Equal(["+stalled critical 60"], After(_settings.Stalled, Picture(pending: 3)));

        Assert.Empty(After(TimeSpan.FromSeconds(1), Picture(pending: 2, processing: 1, starts: 1)));
        Assert.Equal(["-stalled"], After(_settings.ClearAfter, Picture(pending: 2, processing: 1, starts: 1)));
    }

    [Fact]
    public void A_queue_that_starts_a_job_now_and_then_is_not_stalled()
    {
        for (var start = 1; start < 10; start++)
            Assert.Empty(After(TimeSpan.FromSeconds(50), Picture(pending: 3, starts: start)));
    }

    [Fact]
    public void A_queue_that_is_paused_is_not_stalled()
    {
        Look(Picture(pending: 3) with { IsPaused = true });

        Assert.Empty(After(TimeSpan.FromMinutes(30), Picture(pending: 3) with { IsPaused = true }));
    }

    [Fact]
    public void More_than_a_hundred_dead_jobs_warn()
    {
        _settings = _settings with { DeadBurst = null };
        Look(Picture(dead: 100));
        Assert.Empty(After(TimeSpan.FromMinutes(1), Picture(dead: 100)));
        Look(Picture(dead: 101));

        Assert.Equal(["+dead warning 101"], After(_settings.RaiseAfter, Picture(dead: 101)));
    }

    [Fact]
    public void Ten_deaths_within_five_minutes_warn_and_are_forgotten_with_the_window()
    {
        Look(Picture(dead: 50, deaths: 50));
        for (var death = 51; death <= 59; death++)
            Assert.Empty(After(TimeSpan.FromSeconds(20), Picture(dead: death, deaths: death)));
        Look(Picture(dead: 60, deaths: 60), TimeSpan.FromSeconds(20));
        Assert.Equal(["+dead-burst warning 10"], After(_settings.RaiseAfter, Picture(dead: 60, deaths: 60)));

        var cleared = UntilQuiet(Picture(dead: 60, deaths: 60));
        Assert.Equal(["-dead-burst"], cleared);
        Assert.InRange(_now - Start, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(9));
    }

    [Fact]
    public void Ten_deaths_that_are_spread_over_more_than_the_window_are_no_burst()
    {
        Look(Picture());
        for (var death = 1; death <= 30; death++)
            Assert.Empty(After(TimeSpan.FromSeconds(40), Picture(deaths: death)));
    }

    [Fact]
    public void Those_that_died_before_the_process_began_are_no_burst()
    {
        Look(Picture(deaths: 1000));

        Assert.Empty(After(TimeSpan.FromMinutes(1), Picture(deaths: 1000)));
    }

    [Fact]
    public void Each_death_warns_at_once_where_that_is_wanted()
    {
        _settings = _settings with { EachDeath = true };
        Look(Picture());

        Assert.Equal(["+death warning 1"], After(TimeSpan.FromHours(1), Picture(deaths: 1)));
        Assert.Equal(["-death"], UntilQuiet(Picture(deaths: 1)));
    }

    [Fact]
    public void What_is_off_raises_nothing()
    {
        _settings = new AlertSettings { Depth = null, Oldest = AlertSettings.Off, Stalled = AlertSettings.Off, Dead = null, DeadBurst = null };
        Look(Picture());

        Assert.Empty(After(TimeSpan.FromDays(1), Picture(pending: 1_000_000, dead: 1_000_000, deaths: 1_000_000, oldestSince: Start)));
        Assert.Null(_next);
    }

    private static QueuePicture Picture(int pending = 0, int processing = 0, int dead = 0, DateTimeOffset? oldestSince = null, long starts = 0, long deaths = 0) =>
        new(pending, Scheduled: 0, Failed: 0, processing, dead, oldestSince, starts, deaths, IsPaused: false);

    /// <summary>Looks as often as the decisions ask for it, until they do not any more.</summary>
    private List<string> UntilQuiet(QueuePicture picture)
    {
        var said = new List<string>();
        for (var looks = 0; _next is { } next; looks++)
        {
            Assert.True(looks < 200, "looked 200 times");
            Assert.True(next > _now, $"is to be looked at again at {next}, which is not after {_now}");
            _now = next;
            said.AddRange(Look(picture));
        }

        return said;
    }

    private List<string> After(TimeSpan time, QueuePicture picture)
    {
        _now += time;
        return Look(picture);
    }

    private List<string> Look(QueuePicture picture, TimeSpan after) => After(after, picture);

    private List<string> Look(QueuePicture picture)
    {
        var decision = AlertRules.Decide(_state, picture, _settings, _now);
        _state = decision.State;
        _next = decision.LookAgainAt;
        return
        [
            .. decision.Raised.Select(raised => FormattableString.Invariant($"+{raised.Rule.Name()} {raised.Severity.Name()} {raised.Value}")),
            .. decision.Cleared.Select(cleared => $"-{cleared.Rule.Name()}"),
        ];
    }
}
