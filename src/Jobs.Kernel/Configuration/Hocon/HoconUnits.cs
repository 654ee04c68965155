using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>Times and sizes as HOCON writes them.</summary>
internal static class HoconUnits
{
    public static TimeSpan ParseTimeSpan(string text, bool allowInfinite)
    {
        if (allowInfinite && text.Equals("infinite", StringComparison.OrdinalIgnoreCase))
            return Timeout.InfiniteTimeSpan;

        var (number, unit) = Split(text);
        var ticks = unit switch
        {
            "nanoseconds" or "nanosecond" or "nanos" or "nano" or "ns" => TimeSpan.TicksPerMicrosecond / 1000.0,
            "microseconds" or "microsecond" or "micros" or "micro" or "us" => TimeSpan.TicksPerMicrosecond,
            "" or "milliseconds" or "millisecond" or "millis" or "milli" or "ms" => TimeSpan.TicksPerMillisecond,
            "seconds" or "second" or "s" => TimeSpan.TicksPerSecond,
            "minutes" or "minute" or "m" => TimeSpan.TicksPerMinute,
            "hours" or "hour" or "h" => TimeSpan.TicksPerHour,
            "days" or "day" or "d" => TimeSpan.TicksPerDay,
            _ => throw new FormatException($"{unit} is not a unit of time"),
        };
        var value = double.Parse(number, NumberStyles.Float, NumberFormatInfo.InvariantInfo);
        return value >= 0
            ? TimeSpan.FromTicks((long)Math.Round(value * ticks))
            : throw new FormatException($"Expected a positive value instead of {text}");
    }

    public static long ParseByteSize(string text)
    {
        var (number, unit) = Split(text);
        var factor = unit switch
        {
            "" or "b" or "B" or "byte" or "bytes" => 1,
            "kB" or "kilobyte" or "kilobytes" => 1000L,
            "K" or "k" or "Ki" or "KiB" or "kibibyte" or "kibibytes" => 1L << 10,
            "MB" or "megabyte" or "megabytes" => 1000L * 1000,
            "M" or "m" or "Mi" or "MiB" or "mebibyte" or "mebibytes" => 1L << 20,
            "GB" or "gigabyte" or "gigabytes" => 1000L * 1000 * 1000,
            "G" or "g" or "Gi" or "GiB" or "gibibyte" or "gibibytes" => 1L << 30,
            "TB" or "terabyte" or "terabytes" => 1000L * 1000 * 1000 * 1000,
            "T" or "t" or "Ti" or "TiB" or "tebibyte" or "tebibytes" => 1L << 40,
            _ => throw new FormatException($"{unit} is not a valid byte size suffix"),
        };
        return checked(factor * long.Parse(number, NumberFormatInfo.InvariantInfo));
    }

    private static (string Number, string Unit) Split(string text)
    {
        var end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        return (text[..end], text[end..].Trim());
    }
}
