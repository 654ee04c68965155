namespace Jobs.Index.Tables;

/// <summary>Times in rows: microseconds since 1970-01-01 UTC. The tenth of a microsecond that a tick has more is in the row's state.</summary>
internal static class RowTimes
{
    public static long ToMicroseconds(DateTimeOffset time) => (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static long? ToMicroseconds(DateTimeOffset? time) => time is { } at ? ToMicroseconds(at) : null;

    public static DateTimeOffset ToTime(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset? ToTime(long? microseconds) => microseconds is { } at ? ToTime(at) : null;
}
