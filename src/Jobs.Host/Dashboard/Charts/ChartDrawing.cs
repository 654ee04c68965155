using System.Globalization;
using System.Text;
using Jobs.Host.Dashboard.Components;

namespace Jobs.Host.Dashboard.Charts;

/// <summary>Where everything of a chart stands. Heights are pixels; widths are of the plot, which is as wide as its place allows.</summary>
internal static class ChartDrawing
{
    public const int Height = 184;
    public const double Bottom = 160;
    public const double Width = 1000;

    private const double Top = 16;
    private const double LabelHeight = 18;
    private const int MomentsMarkedMax = 5;

    private static readonly int[] _roundMinutes = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, int.MaxValue];

    public static double Y(ChartScale scale, double value) => Bottom - (Math.Clamp(scale.Place(value), 0, 1) * (Bottom - Top));

    /// <summary>A path with a gap where there is no value, and a dot for one that stands alone.</summary>
    public static string Path(ChartScale scale, IReadOnlyList<double?> values)
    {
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
                continue;
            var begins = i == 0 || values[i - 1] is null;
            var x = values.Count == 1 ? Width : i * Width / (values.Count - 1);
            path.Append(CultureInfo.InvariantCulture, $"{(begins ? 'M' : 'L')}{Svg.Number(x)} {Svg.Number(Y(scale, value))}");
            if (begins && (i == values.Count - 1 || values[i + 1] is null))
                path.Append("h.01");
        }

        return path.ToString();
    }

    /// <summary>The names of the lines at the height of their last values, moved apart where they would cover each other.</summary>
    public static IReadOnlyList<(ChartLine Line, string Value, double Y)> Labels(ChartModel chart)
    {
        var placed = chart.Lines
            .Select(line => (Line: line, Last: line.Values.Count > 0 ? line.Values.LastOrDefault(value => value is not null) : null))
            .Where(label => label.Last is not null)
            .Select(label => (label.Line, Value: chart.Scale.Format(label.Last!.Value), Y: Y(chart.Scale, label.Last.Value) + 4))
            .OrderBy(label => label.Y)
            .ToArray();
        for (var i = 1; i < placed.Length; i++)
            placed[i].Y = Math.Max(placed[i].Y, placed[i - 1].Y + LabelHeight);

        // Those pushed below the bottom push the ones above them back.
        var lowest = Bottom + 4;
        for (var i = placed.Length - 1; i >= 0; i--)
        {
            placed[i].Y = Math.Min(placed[i].Y, lowest);
            lowest = placed[i].Y - LabelHeight;
        }

        return placed;
    }

    /// <summary>The moments that are written below: round ones, at most <see cref="MomentsMarkedMax"/>.</summary>
    public static IReadOnlyList<int> MomentsMarked(IReadOnlyList<DateTimeOffset> moments)
    {
        if (moments.Count < 2)
            return [];
        var every = _roundMinutes.First(minutes => (moments[^1] - moments[0]).TotalMinutes / minutes < MomentsMarkedMax);
        return [.. Enumerable.Range(0, moments.Count).Where(i => moments[i].UtcDateTime.TimeOfDay.TotalMinutes % every == 0)];
    }

    /// <summary>A text near an edge leans inwards.</summary>
    public static string Anchor(int at, int count) => ((double)at / (count - 1)) switch { < 0.06 => "start", > 0.94 => "end", _ => "middle" };
}
