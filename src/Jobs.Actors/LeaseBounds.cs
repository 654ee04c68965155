namespace Jobs;

/// <summary>The bounds of what a worker outside the process may ask for.</summary>
public static class LeaseBounds
{
    public const int WorkerNameLengthMax = 128;

    /// <summary>Jobs that one claim gets at most.</summary>
    public const int ClaimJobsMax = 100;

    /// <summary>Bytes of payload after which a claim gets no further job; it always gets one.</summary>
    public const int ClaimBytesMax = 8 * 1024 * 1024;

    /// <summary>Claims of one queue that wait for work at a time; further ones are answered at once with what there is.</summary>
    public const int WaitersMax = 1000;

    /// <summary>Workers that a queue shows, those that were seen last.</summary>
    public const int WorkersShownMax = 100;

    public static readonly TimeSpan LeaseMin = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LeaseMax = TimeSpan.FromHours(12);
    public static readonly TimeSpan LeaseDefault = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);
}
