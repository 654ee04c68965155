using System.Diagnostics;
using Jobs.Core;

namespace Jobs.Journal;

/// <summary>Events of a queue as bytes.</summary>
internal static class QueueEventWriter
{
    public static void Write(QueueEvent e, EventBuffer into)
    {
        if (FrequentEvents.SizeMax(e) is > 0 and var sizeMax)
            into.Advance(FrequentEvents.Write(into.GetSpan(sizeMax), e));
        else
            into.Add(ToWire(e));
    }

    /// <summary>The generated form: of the rare events, and what the frequent ones are held against.</summary>
    public static Wire.QueueEvent ToWire(QueueEvent e) => e switch
    {
        JobAccepted accepted => new Wire.QueueEvent { Accepted = ToWire(accepted) },
        JobStarted started => new Wire.QueueEvent { Started = ToWire(started) },
        JobCompleted completed => new Wire.QueueEvent { Completed = ToWire(completed) },
        JobFailed failed => new Wire.QueueEvent { Failed = ToWire(failed) },
        JobDied died => new Wire.QueueEvent { Died = ToWire(died) },
        JobBecameDue due => new Wire.QueueEvent { Due = ToWire(due) },
        JobSnoozed snoozed => new Wire.QueueEvent { Snoozed = ToWire(snoozed) },
        JobInterrupted interrupted => new Wire.QueueEvent { Interrupted = ToWire(interrupted) },
        JobCancelled cancelled => new Wire.QueueEvent { Cancelled = ToWire(cancelled) },
        JobRestored restored => new Wire.QueueEvent { Restored = StoredJobCodec.ToWire(restored) },
        JobRerun rerun => new Wire.QueueEvent { Rerun = ToWire(rerun) },
        JobRemoved removed => new Wire.QueueEvent { Removed = ToWire(removed) },
        JobReplayed replayed => new Wire.QueueEvent { Replayed = ToWire(replayed) },
        DeadJobRemoved removed => new Wire.QueueEvent { DeadRemoved = ToWire(removed) },
        DeathsTaken taken => new Wire.QueueEvent { DeathsTaken = new Wire.DeathsTaken { At = taken.At.UtcTicks, UpTo = (ulong)taken.UpTo } },
        LimitsChanged changed => new Wire.QueueEvent { LimitsChanged = ToWire(changed) },
        LimitsReset reset => new Wire.QueueEvent { LimitsReset = new Wire.LimitsReset { At = reset.At.UtcTicks, Cause = WireValues.ToWire(reset.Cause) } },
        JobLeased leased => new Wire.QueueEvent { Leased = LeaseEventCodec.ToWire(leased) },
        LeaseExtended extended => new Wire.QueueEvent { LeaseExtended = LeaseEventCodec.ToWire(extended) },
        LateAnswerRefused refused => new Wire.QueueEvent { LateRefused = LeaseEventCodec.ToWire(refused) },
        JobAmended amended => new Wire.QueueEvent { Amended = ToWire(amended) },
        JobCancelRequested requested => new Wire.QueueEvent { CancelRequested = ToWire(requested) },
        EnqueueMerged merged => new Wire.QueueEvent { Merged = ToWire(merged) },
        QueuePaused paused => new Wire.QueueEvent { Paused = ToWire(paused) },
        QueueResumed resumed => new Wire.QueueEvent { Resumed = new Wire.QueueResumed { At = resumed.At.UtcTicks, Cause = WireValues.ToWire(resumed.Cause) } },
        QueueDraining draining => new Wire.QueueEvent { Draining = new Wire.QueueDraining { At = draining.At.UtcTicks, Cause = WireValues.ToWire(draining.Cause) } },
        StepStored stored => new Wire.QueueEvent { StepStored = StepEventCodec.ToWire(stored) },
        QueueOpened opened => new Wire.QueueEvent { Opened = ToWire(opened) },
        _ => throw new UnreachableException($"No wire form for {e.GetType().Name}"),
    };

    private static Wire.QueueOpened ToWire(QueueOpened e)
    {
        var (high, low, _) = WireValues.ToWire(e.Incarnation);
        return new Wire.QueueOpened { IncarnationHigh = high, IncarnationLow = low, Host = e.Host, At = e.At.UtcTicks };
    }

    private static Wire.JobAccepted ToWire(JobAccepted e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        var wire = new Wire.JobAccepted
        {
            IdHigh = high,
            IdLow = low,
            IdText = text,
            At = e.At.UtcTicks,
            Type = e.Type,
            Payload = WireValues.ToWire(e.Payload),
            Priority = (uint)e.Priority,
            MaxAttempts = (uint)e.MaxAttempts,
            Timeout = e.Timeout.Ticks,
            Retry = WireValues.ToWire(e.Retry),
            DueAt = e.DueAt?.UtcTicks ?? 0,
            PartitionKey = e.PartitionKey,
            Cause = WireValues.ToWire(e.Cause),
        };
        if (e.Tags.Count > 0)
            wire.Tags.AddRange(e.Tags);
        if (e.Unique is { } unique)
        {
            wire.UniqueKey = unique.Key;
            if (unique.For is { } window)
                wire.UniqueFor = window.Ticks;
        }

        return wire;
    }

    private static Wire.EnqueueMerged ToWire(EnqueueMerged e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        var (intoHigh, intoLow, intoText) = WireValues.ToWire(e.Into);
        return new Wire.EnqueueMerged
        {
            IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, IntoHigh = intoHigh, IntoLow = intoLow, IntoText = intoText, Fingerprint = e.Fingerprint,
            Change = e.Change is null ? null : ToWire(e.Change),
        };
    }

    private static Wire.JobStarted ToWire(JobStarted e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.JobStarted
        {
            IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Start = (ulong)e.Start, Attempt = (uint)e.Attempt, Worker = (uint)e.Worker,
        };
    }

    private static Wire.JobCompleted ToWire(JobCompleted e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.JobCompleted { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Result = WireValues.ToWire(e.Result) };
    }

    private static Wire.JobFailed ToWire(JobFailed e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.JobFailed { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Error = WireValues.ToWire(e.Error), RetryAt = e.RetryAt.UtcTicks };
    }

    private static Wire.JobDied ToWire(JobDied e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.JobDied
        {
            IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Number = (ulong)e.Number, Error = WireValues.ToWire(e.Error), Reason = (uint)e.Reason,
        };
    }

    private static Wire.JobBecameDue ToWire(JobBecameDue e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.JobBecameDue { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Cause = WireValues.ToWire(e.Cause) };
    }

    private static Wire.JobSnoozed ToWire(JobSnoozed e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.JobSnoozed { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Until = e.Until.UtcTicks };
    }

    private static Wire.JobInterrupted ToWire(JobInterrupted e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.JobInterrupted { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Crashed = e.Crashed, Until = e.Until?.UtcTicks ?? 0 };
    }

    private static Wire.JobCancelled ToWire(JobCancelled e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.JobCancelled { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Cause = WireValues.ToWire(e.Cause) };
    }

    private static Wire.JobCancelRequested ToWire(JobCancelRequested e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.JobCancelRequested { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Cause = WireValues.ToWire(e.Cause) };
    }

    private static Wire.JobAmended ToWire(JobAmended e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        var wire = new Wire.JobAmended
        {
            IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Cause = WireValues.ToWire(e.Cause), Payload = WireValues.ToWire(e.Payload), DueAt = e.DueAt?.UtcTicks ?? 0,
        };
        if (e.Priority is { } priority)
            wire.Priority = (uint)priority;
        return wire;
    }

    private static Wire.QueuePaused ToWire(QueuePaused e)
    {
        var wire = new Wire.QueuePaused { At = e.At.UtcTicks, Cause = WireValues.ToWire(e.Cause), Until = e.Until?.UtcTicks ?? 0 };
        if (e.Reason is not null)
            wire.Reason = e.Reason;
        return wire;
    }

    private static Wire.JobRerun ToWire(JobRerun e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.JobRerun { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Cause = WireValues.ToWire(e.Cause) };
    }

    private static Wire.JobRemoved ToWire(JobRemoved e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.JobRemoved { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Cause = WireValues.ToWire(e.Cause) };
    }

    private static Wire.JobReplayed ToWire(JobReplayed e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.JobReplayed
        {
            IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Number = (ulong)e.Number, Payload = WireValues.ToWire(e.Payload), Cause = WireValues.ToWire(e.Cause),
        };
    }

    private static Wire.DeadJobRemoved ToWire(DeadJobRemoved e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.DeadJobRemoved { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Number = (ulong)e.Number, Cause = WireValues.ToWire(e.Cause) };
    }

    private static Wire.LimitsChanged ToWire(LimitsChanged e)
    {
        var wire = new Wire.LimitsChanged { At = e.At.UtcTicks, Rate = WireValues.ToWire(e.Rate), Cause = WireValues.ToWire(e.Cause) };
        if (e.Concurrency is { } concurrency)
            wire.Concurrency = (uint)concurrency;
        return wire;
    }
}
