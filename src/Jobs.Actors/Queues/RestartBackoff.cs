namespace Jobs.Queues;

/// <summary>Waits before the next start of an actor that fell over: 200 ms, doubled each time, at most 30 s; from the beginning again after it has lived for a minute.</summary>
internal sealed class RestartBackoff
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan CalmAfter = TimeSpan.FromMinutes(1);

    private int _starts;
    private DateTimeOffset _startedAt;

    public void Started(DateTimeOffset at) => _startedAt = at;

    public TimeSpan Next(DateTimeOffset now)
    {
        if (now - _startedAt >= CalmAfter)
            _starts = 0;
        var wait = Math.Min(First.TotalMilliseconds * Math.Pow(2, _starts), Longest.TotalMilliseconds);
        _starts++;
        return TimeSpan.FromMilliseconds(wait);
    }
}
