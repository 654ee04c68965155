using Jobs.Hosting;

namespace Jobs.Core.Limits;

/// <summary>The limits of a queue as a whole: those of its settings, or those that somebody has given it since.</summary>
internal sealed class QueueLimits(QueueSettings settings, StartsInFlight starts)
{
    private RateLimiter? _rate = settings.RateLimit is { } limit ? new RateLimiter(limit) : null;

    /// <summary>The concurrency that somebody has given; null: that of the settings, or of who scales by them.</summary>
    public int? LiveConcurrency { get; private set; }

    /// <summary>The rate that somebody has given; null: that of the settings.</summary>
    public LiveRate? LiveRate { get; private set; }

    public bool IsLive => LiveConcurrency is not null || LiveRate is not null;

    /// <summary>What <see cref="LiveConcurrency"/> says, else the settings.</summary>
    public int Concurrency => LiveConcurrency ?? settings.Concurrency;

    /// <summary>Null: no limit.</summary>
    public RateLimit? Rate => _rate?.Limit;

    /// <summary>Starts that count for the rate; 0 when there is none.</summary>
    public int RateUsed => _rate?.Used ?? 0;

    /// <summary>When the next start leaves the window; null: there is room, no limit, or the start has not left for its worker yet.</summary>
    public DateTimeOffset? OpensAt => _rate is { } rate && rate.Used >= rate.Limit.Max ? rate.OpensAt : null;

    public bool HasRoom(DateTimeOffset now) => _rate is null || _rate.HasRoom(now);

    /// <summary>How many jobs may start now as far as the rate goes.</summary>
    public int RoomFor(DateTimeOffset now) => _rate is null ? int.MaxValue : _rate.HasRoom(now) ? _rate.Limit.Max - _rate.Used : 0;

    /// <summary>What counts for the rate; null where there is none.</summary>
    public RateLimiter? Limiter => _rate;

    /// <summary>What somebody has given, null: nothing.</summary>
    public void Give(int? concurrency, LiveRate? rate, DateTimeOffset at)
    {
        LiveConcurrency = concurrency;
        LiveRate = rate;
        SetRate(rate is { } live ? live.Limit : settings.RateLimit, at);
    }

    public void Started()
    {
        if (_rate is not null)
            starts.Add(_rate);
    }

    public void Apply(LimitsChanged e) => Give(e.Concurrency, e.Rate, e.At);

    public void Apply(LimitsReset e) => Give(concurrency: null, rate: null, e.At);

    // A limit that follows another counts what that one remembers; one that follows none counts from here on.
    private void SetRate(RateLimit? limit, DateTimeOffset at)
    {
        if (limit is null)
            _rate = null;
        else if (_rate is null)
            _rate = new RateLimiter(limit);
        else
            _rate.Change(limit, at);
    }
}
