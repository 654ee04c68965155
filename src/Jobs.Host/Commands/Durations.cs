using System.CommandLine;
using System.Globalization;

namespace Jobs.Host.Commands;

/// <summary>Durations as they are typed: a number with its unit, such as 500ms, 10s, 5m, 2h, 1d.</summary>
internal static class Durations
{
    private static readonly (string Suffix, double Milliseconds)[] _units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    public static Option<TimeSpan?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "10s",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Parse(text) is { } duration)
                return duration;
            result.AddError($"{name}: '{text}' is no duration; type a number and its unit, such as 500ms, 10s, 5m, 2h, 1d");
            return null;
        },
    };

    public static TimeSpan? Parse(string text)
    {
        foreach (var (suffix, milliseconds) in _units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * milliseconds < TimeSpan.MaxValue.TotalMilliseconds)
            {
                return TimeSpan.FromMilliseconds(number * milliseconds);
            }
        }

        return null;
    }

    /// <summary>In the largest unit that gives a whole number: 90s, 5m, 24h.</summary>
    public static string Show(long milliseconds)
    {
        var (suffix, size) = _units.Last(unit => milliseconds % (long)unit.Milliseconds == 0 || unit.Suffix == "ms");
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / (long)size}{suffix}");
    }
}
