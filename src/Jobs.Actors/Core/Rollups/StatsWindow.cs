using Jobs.Messages;

namespace Jobs.Core.Rollups;

/// <summary>The minutes that stats are asked of, both ends included, and where each belongs.</summary>
/// <param name="First">The minute that the first step begins with; it may lie before <paramref name="From"/>.</param>
/// <param name="Step">In minutes.</param>
internal readonly record struct StatsWindow(long From, long To, long First, long Step)
{
    public int Steps => (int)((To - First) / Step) + 1;

    public static StatsWindow Of(TimeSpan window, DateTimeOffset now)
    {
        var (from, to) = Minutes(window, now);
        return new StatsWindow(from, to, from, to - from + 1);
    }

    /// <summary>Steps begin at multiples of their length.</summary>
    public static StatsWindow InSteps(TimeSpan window, TimeSpan step, DateTimeOffset now)
    {
        var (from, to) = Minutes(window, now);
        var length = (long)step.TotalMinutes;
        return new StatsWindow(from, to, from - (from % length), length);
    }

    public static Refusal? Check(TimeSpan window) => window >= StatsBounds.WindowMin && window <= StatsBounds.WindowMax && IsWhole(window)
        ? null
        : Refusals.Invalid("window", $"expected 1m..{StatsBounds.WindowMax.TotalDays}d in whole minutes, as in 24h");

    public static Refusal? Check(TimeSpan window, TimeSpan step)
    {
        if (Check(window) is { } wrong)
            return wrong;
        if (step < StatsBounds.WindowMin || step > window || !IsWhole(step))
            return Refusals.Invalid("step", "expected whole minutes from 1m to the window, as in 5m");
        return window / step <= StatsBounds.PointsMax ? null : Refusals.Invalid("step", $"expected at most {StatsBounds.PointsMax} steps in the window");
    }

    /// <summary>This window from a later minute on.</summary>
    public StatsWindow NotBefore(long minute) => this with { From = Math.Max(From, minute) };

    public int StepOf(long minute) => (int)((minute - First) / Step);

    public DateTimeOffset StartOf(int step) => MinuteRollups.StartOf(First + (step * Step));

    private static bool IsWhole(TimeSpan time) => time.Ticks % TimeSpan.TicksPerMinute == 0;

    private static (long From, long To) Minutes(TimeSpan window, DateTimeOffset now)
    {
        var to = MinuteRollups.MinuteOf(now);
        return (to - (long)window.TotalMinutes + 1, to);
    }
}
