using System.Globalization;

namespace Jobs.Host.Dashboard.Charts;

/// <summary>From values to places between the bottom (0) and the top (1) of a chart, and the lines across it.</summary>
/// <param name="Format">A value as people read it, with its unit.</param>
/// <param name="Mark">The same of a round value.</param>
public sealed record ChartScale(Func<double, double> Place, IReadOnlyList<double> Marks, Func<double, string> Format, Func<double, string> Mark)
{
    /// <summary>From 0 to a round number above all values, marked at its half and whole.</summary>
    public static ChartScale Linear(IEnumerable<double?> values, Func<double, string> format)
    {
        var top = RoundAbove(values.Max() ?? 0);
        return new ChartScale(value => value / top, [0, top / 2, top], format, value => value.ToString("0.####", CultureInfo.InvariantCulture));
    }

    /// <summary>Each power of ten is as high as the next: waits of hours and runs of milliseconds are read on one chart.</summary>
    public static ChartScale Logarithmic(IEnumerable<double?> values, double bottom, Func<double, string> format)
    {
        var first = Math.Log10(bottom);
        var decades = Math.Max(2, (int)Math.Ceiling(Math.Log10(Math.Max(values.Max() ?? 0, bottom)) - first));
        return new ChartScale(
            value => Math.Max(0, (Math.Log10(Math.Max(value, bottom)) - first) / decades),
            [.. Enumerable.Range(0, decades + 1).Where(decade => decades <= 4 || decade % 2 == 0).Select(decade => Math.Pow(10, first + decade))],
            format,
            format);
    }

    /// <summary>1, 2, 5 and 10 times a power of ten.</summary>
    private static double RoundAbove(double value)
    {
        if (value <= 0)
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return ((double[])[1, 2, 5, 10]).First(step => step * power >= value * 0.999) * power;
    }
}
