using FsCheck;
using FsCheck.Fluent;

namespace Jobs.Core.Tests.HandOver;

internal enum HandOverStepKind
{
    Enqueue,
    RunAndDie,
    RunAndComplete,
    Replay,
    Delete,
    Confirm,
    Deliver,
    DeliverTwice,
    Lose,
    Repeat,
    Restart,
}

/// <summary>One thing that happens to a queue, its dead letters, or what is under way between them.</summary>
internal sealed record HandOverStep(HandOverStepKind Kind, int A, int B)
{
    public static Gen<HandOverStep> Any { get; } =
        from kind in Gen.Frequency(
            (8, Gen.Constant(HandOverStepKind.Enqueue)),
            (14, Gen.Constant(HandOverStepKind.RunAndDie)),
            (2, Gen.Constant(HandOverStepKind.RunAndComplete)),
            (10, Gen.Constant(HandOverStepKind.Replay)),
            (3, Gen.Constant(HandOverStepKind.Delete)),
            (20, Gen.Constant(HandOverStepKind.Confirm)),
            (25, Gen.Constant(HandOverStepKind.Deliver)),
            (6, Gen.Constant(HandOverStepKind.DeliverTwice)),
            (6, Gen.Constant(HandOverStepKind.Lose)),
            (8, Gen.Constant(HandOverStepKind.Repeat)),
            (4, Gen.Constant(HandOverStepKind.Restart)))
        from a in Gen.Choose(0, 999)
        from b in Gen.Choose(0, 999)
        select new HandOverStep(kind, a, b);
}
