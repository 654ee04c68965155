using System.Globalization;

namespace Jobs.Host.Dashboard.Components;

/// <summary>How drawings write their numbers.</summary>
internal static class Svg
{
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Percent(double value) => $"{Number(value)}%";
}
