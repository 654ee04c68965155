using System.Globalization;

namespace Jobs.Hosting;

/// <summary>Numbers with units, as they are written in a configuration file.</summary>
internal static class SettingText
{
    private static readonly (string[] Names, TimeSpan Size)[] DurationUnits =
    [
        (["d", "day", "days"], TimeSpan.FromDays(1)),
        (["h", "hour", "hours"], TimeSpan.FromHours(1)),
        (["m", "minute", "minutes"], TimeSpan.FromMinutes(1)),
        (["s", "second", "seconds"], TimeSpan.FromSeconds(1)),
        (["ms", "milli", "millis", "millisecond", "milliseconds"], TimeSpan.FromMilliseconds(1)),
    ];

    private static readonly (string Name, int Size)[] ByteUnits =
    [
        ("MiB", 1024 * 1024),
        ("KiB", 1024),
        ("MB", 1_000_000),
        ("kB", 1000),
        ("B", 1),
    ];

    public static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>What is too long for a <see cref="TimeSpan"/> becomes the longest there is, so that it fails the bound and not the reading.</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = default;
        var (number, unit) = Split(text);
        var size = Array.Find(DurationUnits, known => known.Names.Contains(unit, StringComparer.Ordinal)).Size;
        if (size == default || !TryParseNumber(number, out var count))
            return false;
        var ticks = count * size.Ticks;
        duration = ticks >= TimeSpan.MaxValue.Ticks ? TimeSpan.MaxValue : ticks <= TimeSpan.MinValue.Ticks ? TimeSpan.MinValue : TimeSpan.FromTicks((long)ticks);
        return true;
    }

    public static bool TryParseBytes(string text, out int bytes)
    {
        bytes = 0;
        var (number, unit) = Split(text);
        var size = Array.Find(ByteUnits, known => string.Equals(known.Name, unit, StringComparison.Ordinal)).Size;
        if (size == 0 || !TryParseNumber(number, out var count))
            return false;
        bytes = (int)Math.Clamp(count * size, int.MinValue, int.MaxValue);
        return true;
    }

    /// <summary>In the largest unit that gives a whole number: <c>90s</c>, <c>5m</c>, <c>24h</c>.</summary>
    public static string Show(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0s";
        if (duration == TimeSpan.FromDays(1))
            return "24h";
        foreach (var (names, size) in DurationUnits)
        {
            if (duration.Ticks % size.Ticks == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / size.Ticks}{names[0]}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds}ms");
    }

    public static string ShowBytes(int bytes)
    {
        foreach (var (name, size) in ByteUnits)
        {
            if (size >= 1024 && bytes != 0 && bytes % size == 0 && name.Contains('i', StringComparison.Ordinal))
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / size}{name}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes}B");
    }

    private static (string Number, string Unit) Split(string text)
    {
        var end = text.AsSpan().LastIndexOfAnyExceptInRange('A', 'z') + 1;
        return (text[..end].Trim(), text[end..]);
    }

    /// <summary>Sign, digits and one point; no exponent, no NaN.</summary>
    private static bool TryParseNumber(string text, out double number)
    {
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return double.TryParse(text, plain, CultureInfo.InvariantCulture, out number) && !double.IsNaN(number);
    }
}
