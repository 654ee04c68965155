using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Core.Tests.Model;

/// <summary>A start as far as it counts for a rate.</summary>
/// <param name="At">When it left for its worker, as the writer knows; null: not yet, or not known to have.</param>
/// <param name="Stored">The same as the journal will tell it: what a writer has settled by itself, it only tells once a later start is confirmed.</param>
/// <param name="Captured">The same as the index will tell it; null: it does not know this start.</param>
internal sealed record NaiveStart(string Type, string Key, bool ForQueue, bool ForQueueStored, DateTimeOffset? At = null, DateTimeOffset? Stored = null, bool Rides = true, bool Sealed = false, NaiveCapture? Captured = null);

internal sealed record NaiveCapture(bool ForQueue, DateTimeOffset? At);

/// <summary>What may start, said as plainly as possible: every start is remembered, and all are counted for every question.</summary>
internal sealed class NaiveLimits(QueueSettings settings)
{
    private List<NaiveStart> _starts = [];
    private ChangeTo<RateLimit?>? _liveRate;
    private int? _liveConcurrency;

    public int Concurrency => _liveConcurrency ?? settings.Concurrency;

    private RateLimit? Rate => _liveRate is { } live ? live.Value : settings.RateLimit;

    public NaiveLimits Copy() => new(settings) { _starts = [.. _starts], _liveRate = _liveRate, _liveConcurrency = _liveConcurrency };

    public bool QueueHasRoom(DateTimeOffset now) => HasRoom(Rate, start => start.ForQueue, now);

    /// <param name="others">All unfinished jobs.</param>
    public bool HoldsBack(NaiveJob job, IReadOnlyList<NaiveJob> others, DateTimeOffset now)
    {
        var (type, key) = (job.Asked.Type, KeyOf(job));
        var running = others.Where(other => other.Status == JobStatus.Processing).ToList();
        if (settings.TypeLimits.TryGetValue(type, out var perType)
            && (running.Count(other => other.Asked.Type == type) >= (perType.Concurrency ?? int.MaxValue) || !HasRoom(perType.Rate, start => start.Type == type, now)))
        {
            return true;
        }

        if (key.Length == 0)
            return false;
        var ofKey = running.Count(other => KeyOf(other) == key);
        return (settings.FifoPerKey && (ofKey > 0 || StandsBehind(job, [.. others.Where(other => KeyOf(other) == key)])))
            || (!settings.FifoPerKey && ofKey >= (settings.PartitionLimit?.Concurrency ?? int.MaxValue))
            || !HasRoom(settings.PartitionLimit?.Rate, start => start.Key == key, now);
    }

    public void Started(NaiveJob job)
    {
        var key = KeyOf(job);
        if (Rate is null && !(settings.TypeLimits.TryGetValue(job.Asked.Type, out var perType) && perType.Rate is not null) && (key.Length == 0 || settings.PartitionLimit?.Rate is null))
            return;
        Each(start => start.Stored is null ? start with { Rides = true } : start);
        _starts.Add(new NaiveStart(job.Asked.Type, key, Rate is not null, Rate is not null));
    }

    public void Seal() => Each(start => start.Rides ? start with { Sealed = true, Rides = false } : start);

    public void Confirm(DateTimeOffset at) => Each(start => start is { Sealed: true, Stored: null } ? start with { At = start.At ?? at, Stored = at } : start);

    /// <summary>A new writer has read the journal. In another process it is sure that what has not left never will, and its first event says when that was; in the same one it has to ask the workers.</summary>
    public void Reopen(DateTimeOffset now, bool isNewProcess, bool fromIndex) => Each(start =>
    {
        var stored = start.Stored ?? (isNewProcess ? now : null);
        var known = fromIndex ? start.Captured : null;
        return start with
        {
            At = known?.At ?? stored ?? now,
            Stored = stored,
            ForQueue = known?.ForQueue ?? start.ForQueueStored,
            Rides = false,
            Sealed = stored is not null,
            Captured = known,
        };
    });

    /// <summary>The index is told all that is known by now.</summary>
    public void Capture() => Each(start => start with { Captured = new NaiveCapture(start.ForQueue, start.At) });

    public string Change(ChangeQueue change, DateTimeOffset now)
    {
        var (rate, concurrency) = (change.RateLimit ?? _liveRate, change.Concurrency is { } given ? given.Value : _liveConcurrency);
        if (rate == _liveRate && concurrency == _liveConcurrency)
            return "nothing";
        Set(rate, concurrency, now);
        return nameof(LimitsChanged);
    }

    public string Reset(DateTimeOffset now)
    {
        if (_liveRate is null && _liveConcurrency is null)
            return "nothing";
        Set(null, null, now);
        return nameof(LimitsReset);
    }

    // A limit counts what the one before remembers: nothing when there was none, and only what its window held.
    private void Set(ChangeTo<RateLimit?>? rate, int? concurrency, DateTimeOffset now)
    {
        var before = Rate;
        (_liveRate, _liveConcurrency) = (rate, concurrency);
        if (Rate is null)
            Each(start => start with { ForQueue = false, ForQueueStored = false, Captured = start.Captured is null ? null : start.Captured with { ForQueue = false } });
        else if (before is { } old)
            Each(start => start with { ForQueue = start.ForQueue && !(start.At <= now - old.Window), ForQueueStored = start.ForQueueStored && !(start.Stored <= now - old.Window), Captured = Remembered(start.Captured, now - old.Window) });
    }

    private static NaiveCapture? Remembered(NaiveCapture? captured, DateTimeOffset after) =>
        captured is null ? null : captured with { ForQueue = captured.ForQueue && !(captured.At <= after) };

    private static string KeyOf(NaiveJob job) => job.Asked.PartitionKey ?? "";

    private static bool StandsBehind(NaiveJob job, IReadOnlyList<NaiveJob> ofKey) =>
        !job.HoldsLine && ofKey.Any(other => other.HoldsLine || (other.Status == JobStatus.Pending && other.Sequence < job.Sequence));

    private bool HasRoom(RateLimit? rate, Func<NaiveStart, bool> counts, DateTimeOffset now) =>
        rate is null || _starts.Count(start => counts(start) && !(start.At <= now - rate.Window)) < rate.Max;

    private void Each(Func<NaiveStart, NaiveStart> change) => _starts = [.. _starts.Select(change)];
}
