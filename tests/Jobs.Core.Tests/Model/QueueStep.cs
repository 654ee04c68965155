using FsCheck;
using FsCheck.Fluent;

namespace Jobs.Core.Tests.Model;

internal enum QueueStepKind
{
    Enqueue,
    Claim,
    Report,
    Pass,
    BecomeDue,
    Cancel,
    RunNow,
    Remove,
    Change,
    Steer,
    TakeDeaths,
    Return,
    ChangeLimits,
    ResetLimits,
    Restart,
    Crash,
    Lease,
    Answer,
    Extend,
    Expire,
    StoreStep,
}

/// <summary>One thing that happens to a queue. What it happens to follows from the numbers and from how the queue then is, so that a sequence with steps left out is still one.</summary>
internal sealed record QueueStep(QueueStepKind Kind, int A, int B, int C)
{
    public static Gen<QueueStep> Any { get; } =
        from kind in Gen.Frequency(
            (20, Gen.Constant(QueueStepKind.Enqueue)),
            (20, Gen.Constant(QueueStepKind.Claim)),
            (20, Gen.Constant(QueueStepKind.Report)),
            (8, Gen.Constant(QueueStepKind.Pass)),
            (8, Gen.Constant(QueueStepKind.BecomeDue)),
            (6, Gen.Constant(QueueStepKind.Cancel)),
            (4, Gen.Constant(QueueStepKind.RunNow)),
            (5, Gen.Constant(QueueStepKind.Remove)),
            (8, Gen.Constant(QueueStepKind.Change)),
            (2, Gen.Constant(QueueStepKind.Steer)),
            (4, Gen.Constant(QueueStepKind.TakeDeaths)),
            (6, Gen.Constant(QueueStepKind.Return)),
            (3, Gen.Constant(QueueStepKind.ChangeLimits)),
            (3, Gen.Constant(QueueStepKind.ResetLimits)),
            (1, Gen.Constant(QueueStepKind.Restart)),
            (5, Gen.Constant(QueueStepKind.Crash)),
            (10, Gen.Constant(QueueStepKind.Lease)),
            (12, Gen.Constant(QueueStepKind.Answer)),
            (5, Gen.Constant(QueueStepKind.Extend)),
            (6, Gen.Constant(QueueStepKind.Expire)),
            (8, Gen.Constant(QueueStepKind.StoreStep)))
        from a in Gen.Choose(0, 999)
        from b in Gen.Choose(0, 999)
        from c in Gen.Choose(0, 999)
        select new QueueStep(kind, a, b, c);
}
