using Jobs.Hosting;

namespace Jobs.Core;

/// <summary>What the settings grant: read by the steps, never by <see cref="QueueState.Apply(QueueEvent)"/>.</summary>
internal sealed record QueuePolicy(string Queue, QueueSettings Settings, int CrashLimit, int PayloadBytesMax)
{
    /// <summary>Jobs that one partition holds in memory at most: unfinished, dead, and finished ones whose details are kept. Beyond it new ones are refused.</summary>
    public const int JobsMax = 5_000_000;
}
