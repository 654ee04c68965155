using System.Globalization;

namespace Jobs.Host.Dashboard;

/// <summary>Numbers, durations and ids as people read them; <c>format.js</c> writes the same.</summary>
public static class Shown
{
    private const char ThinSpace = '\u2009';
    private const int IdLengthShown = 16;
    private const int IdStart = 8;
    private const int IdEnd = 4;

    private static readonly NumberFormatInfo _grouped = new() { NumberGroupSeparator = ThinSpace.ToString(), NumberDecimalDigits = 0 };
    private static readonly (double Seconds, string Name)[] _units = [(86400, "d"), (3600, "h"), (60, "min"), (1, "s")];

    public static string Number(long value) => value.ToString("N", _grouped);

    /// <summary>With its sign, which is a real minus: <c>+3</c>, <c>−12</c>, <c>±0</c>.</summary>
    public static string Change(long value) => value == 0 ? "±0" : $"{(value > 0 ? '+' : '\u2212')}{Number(Math.Abs(value))}";

    /// <summary>A rate per second: three digits are enough.</summary>
    public static string Rate(double value) => value switch
    {
        <= 0 => "0",
        < 0.01 => "<0.01",
        < 1 => value.ToString("F2", CultureInfo.InvariantCulture),
        < 100 => value.ToString("F1", CultureInfo.InvariantCulture),
        _ => Number((long)Math.Round(value)),
    };

    /// <summary>The two largest units: <c>250 ms</c>, <c>4.2 s</c>, <c>1 min 30 s</c>, <c>2 d 3 h</c>.</summary>
    public static string Duration(TimeSpan duration)
    {
        var seconds = duration.TotalSeconds;
        if (seconds < 1)
            return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(duration.TotalMilliseconds)} ms");
        if (seconds < 10)
            return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds * 10) / 10:0.#} s");
        var first = Array.FindIndex(_units, unit => seconds >= unit.Seconds);
        var (size, name) = _units[first];
        var whole = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / size)} {name}");
        if (first == _units.Length - 1)
            return whole;
        var (nextSize, nextName) = _units[first + 1];
        var rest = Math.Floor(seconds % size / nextSize);
        return rest == 0 ? whole : string.Create(CultureInfo.InvariantCulture, $"{whole} {rest} {nextName}");
    }

    /// <summary>How far a moment is from now: <c>12 s ago</c>, <c>in 3 min</c>.</summary>
    public static string Relative(DateTimeOffset moment, DateTimeOffset now)
    {
        var away = moment - now;
        if (away.Duration() < TimeSpan.FromSeconds(1))
            return away > TimeSpan.Zero ? "in 1 s" : "now";
        var text = Duration(TimeSpan.FromSeconds(Math.Floor(away.Duration().TotalSeconds)));
        return away > TimeSpan.Zero ? $"in {text}" : $"{text} ago";
    }

    public static string Absolute(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss' UTC'", CultureInfo.InvariantCulture);

    /// <summary>For machines: the <c>datetime</c> of a time element.</summary>
    public static string Wire(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Long ids lose their middle.</summary>
    public static string ShortId(string id) => id.Length <= IdLengthShown ? id : $"{id[..IdStart]}…{id[^IdEnd..]}";

    /// <summary>A state's name for people; on the wire a job that waits for its retry is failed.</summary>
    public static string State(JobStatus status) => status == JobStatus.Failed ? "retrying" : status.Name();

    public static string Limit(RateLimit? limit) => limit is null ? "none" : $"{Number(limit.Max)} per {Duration(limit.Window)}";
}
