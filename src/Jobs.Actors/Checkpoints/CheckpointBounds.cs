namespace Jobs.Checkpoints;

/// <summary>When the index follows the journal, and how far behind it may be.</summary>
internal static class CheckpointBounds
{
    /// <summary>Events after which the index is to follow; so a start replays little more than so many.</summary>
    public const int EventsMax = 1_500_000;

    /// <summary>Bytes of such events.</summary>
    public const int BytesMax = 128 * 1024 * 1024;

    /// <summary>Events, and bytes of them, that the index may be behind before enqueues are refused as overload.</summary>
    public const int LagEventsMax = 3_000_000;
    public const int LagBytesMax = 256 * 1024 * 1024;

    /// <summary>Sequence numbers deleted from the journal in one step.</summary>
    public const int DeletedPerStep = 1_000;

    /// <summary>A number of the journal whose time is remembered stands for this part of the time that the journal is kept.</summary>
    public const int MarksPerKeep = 100;

    /// <summary>After so long without an event the index follows: what was in a hurry is over.</summary>
    public static readonly TimeSpan QuietFor = TimeSpan.FromSeconds(1);

    /// <summary>What has changed reaches the index within this time, also when it never gets quiet. Jobs that come and go in between never cost it a row.</summary>
    public static readonly TimeSpan FollowsWithin = TimeSpan.FromSeconds(10);

    /// <summary>Pointers are not saved more often: one that lags costs the skipping of some events at the next start.</summary>
    public static readonly TimeSpan PointerEvery = TimeSpan.FromSeconds(10);

    /// <summary>A part that the index could not store is sent again after this time, then twice as long, up to the longest.</summary>
    public static readonly TimeSpan RepeatFirst = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan RepeatLongest = TimeSpan.FromSeconds(30);

    /// <summary>How long the index may take to be read at a start.</summary>
    public static readonly TimeSpan LoadTimeout = TimeSpan.FromMinutes(5);
}
