using Jobs.Hosting;

namespace Jobs.Core;

/// <summary>What the settings grant: read by the steps, never by <see cref="QueueState.Apply(QueueEvent)"/>.</summary>
internal sealed record QueuePolicy(string Queue, QueueSettings Settings, int CrashLimit, int PayloadBytesMax)
{
    /// <summary>Unfinished and dead jobs that one partition holds at most; beyond it new ones are refused, so that memory has a bound.</summary>
    public const int JobsMax = 5_000_000;
}
