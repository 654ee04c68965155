using System.Globalization;

namespace Jobs.Search;

/// <summary>A time as it was written: a day is all of it, a minute too. Without an offset it is UTC.</summary>
/// <param name="To">The first moment after it.</param>
internal readonly record struct FilterTime(DateTimeOffset From, DateTimeOffset To)
{
    private static readonly (string Format, TimeSpan Length)[] _forms =
    [
        ("yyyy-MM-dd", TimeSpan.FromDays(1)),
        ("yyyy-MM-dd'T'HH:mmK", TimeSpan.FromMinutes(1)),
        ("yyyy-MM-dd'T'HH:mm:ssK", TimeSpan.FromSeconds(1)),
        ("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", TimeSpan.FromTicks(1)),
    ];

    public static bool TryParse(string text, out FilterTime time)
    {
        foreach (var (format, length) in _forms)
        {
            const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            if (!DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, utc, out var from))
                continue;
            time = new FilterTime(from, DateTimeOffset.MaxValue - from < length ? DateTimeOffset.MaxValue : from + length);
            return true;
        }

        time = default;
        return false;
    }

    /// <summary>Negative: before it; zero: within it; positive: after it.</summary>
    public int OrderOf(DateTimeOffset time) => time < From ? -1 : time < To ? 0 : 1;
}
