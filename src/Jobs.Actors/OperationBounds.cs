namespace Jobs;

/// <summary>The bounds of operations over many jobs.</summary>
public static class OperationBounds
{
    /// <summary>Operations that run at the same time, those that still count included; more are refused.</summary>
    public const int RunningMax = 4;

    /// <summary>Operations that have ended are remembered so many; the oldest goes first.</summary>
    public const int EndedKept = 100;

    /// <summary>Ids that one request may name.</summary>
    public const int IdsMax = 1000;

    /// <summary>Jobs that are under way at the same time for one operation: so many commands are sent at once, and their answers awaited.</summary>
    public const int SliceMax = 500;

    public const int PerSecondMax = 10_000;

    /// <summary>Refusals of single jobs that an operation remembers: its first.</summary>
    public const int ErrorsKept = 5;

    /// <summary>How long an operation may look for what matches before it begins; what takes longer is refused.</summary>
    public static readonly TimeSpan CountWait = TimeSpan.FromSeconds(20);
}
