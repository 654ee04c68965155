namespace Jobs.Host.Access;

/// <summary>
/// How often each client may do something: <c>max</c> at once, then one in every <c>window / max</c>. Of each client one time is kept, that at which it will have used up nothing
/// (the generic cell rate algorithm of ATM, ITU-T I.371); once that has passed, forgetting the client changes nothing.
/// </summary>
internal sealed class ClientRates(RateLimit limit, TimeProvider clock, int clientsMax = ClientRates.ClientsMax)
{
    public const int ClientsMax = 10_000;

    /// <summary>Whom there is no room for shares one client's limit.</summary>
    private const string Others = "";

    private readonly long _window = (long)(limit.Window.TotalSeconds * clock.TimestampFrequency);
    private readonly long _each = Math.Max(1, (long)(limit.Window.TotalSeconds * clock.TimestampFrequency / limit.Max));
    private readonly Dictionary<string, long> _freeAt = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _sweepAt;

    public int Count
    {
        get
        {
            lock (_lock)
                return _freeAt.Count;
        }
    }

    /// <param name="retryAfter">When it may again, if it may not now.</param>
    public bool TryTake(string client, out TimeSpan retryAfter)
    {
        var now = clock.GetTimestamp();
        lock (_lock)
        {
            var known = _freeAt.TryGetValue(client, out var freeAt);
            if (!known && _freeAt.Count >= clientsMax && !Sweep(now))
                _freeAt.TryGetValue(client = Others, out freeAt);
            freeAt = Math.Max(freeAt, now) + _each;
            if (freeAt - now > _window)
            {
                retryAfter = TimeSpan.FromSeconds((freeAt - now - _window) / (double)clock.TimestampFrequency);
                return false;
            }

            _freeAt[client] = freeAt;
            retryAfter = TimeSpan.Zero;
            return true;
        }
    }

    /// <summary>Forgets whom forgetting changes nothing for, at most once a second: a flood of new clients must not buy a walk over all.</summary>
    private bool Sweep(long now)
    {
        if (now < _sweepAt)
            return false;
        _sweepAt = now + clock.TimestampFrequency;
        foreach (var (client, freeAt) in _freeAt)
        {
            if (freeAt <= now)
                _freeAt.Remove(client);
        }

        return _freeAt.Count < clientsMax;
    }
}
