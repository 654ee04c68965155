using Jobs.Core;
using Jobs.Messages;

namespace Jobs.Telemetry;

/// <summary>How a queue stands at one moment, from counts that it keeps. What was decided after its last commit is counted already.</summary>
/// <param name="Pending">Jobs that are ready and wait for a worker.</param>
/// <param name="OldestSince">Since when the one that has waited longest is ready; null: none waits.</param>
/// <param name="Starts">Attempts ever started.</param>
/// <param name="Deaths">Jobs that ever died.</param>
internal sealed record QueuePicture(int Pending, int Scheduled, int Failed, int Processing, int Dead, DateTimeOffset? OldestSince, long Starts, long Deaths, bool IsPaused)
{
    public static QueuePicture Of(QueueState state) => new(
        state[JobStatus.Pending].Count,
        state[JobStatus.Scheduled].Count,
        state[JobStatus.Failed].Count,
        state[JobStatus.Processing].Count,
        state[JobStatus.Dead].Count,
        state[JobStatus.Pending].Oldest?.UpdatedAt,
        state.Starts,
        state.LastDeath,
        state.Flow.Mode == QueueMode.Paused);
}
