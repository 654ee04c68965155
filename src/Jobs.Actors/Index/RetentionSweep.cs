using Akka.Actor;
using Jobs.Core.Rollups;
using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Index;

/// <summary>Deletes from the index what one queue partition keeps no longer. Dead jobs go with their letters, and are not looked at here.</summary>
internal static class RetentionSweep
{
    /// <summary>Rows deleted in one transaction; others write between two of them.</summary>
    public const int SliceMax = 2000;

    private static readonly JobStatus[] _statuses = [JobStatus.Completed, JobStatus.Cancelled];

    /// <summary>One slice of each sort.</summary>
    public static IndexSwept Run(IIndexWrites writes, string queue, int partition, Retention retention, DateTimeOffset now)
    {
        var isMore = false;
        foreach (var status in _statuses)
        {
            if (retention.Completed != Retention.Off)
                Count(writes.DeleteFinished(queue, partition, status, now - retention.Completed, SliceMax));
            if (retention.Count is { } kept)
                Count(writes.DeleteFinishedBeyond(queue, partition, status, kept, SliceMax));
        }

        Count(writes.DeleteMinutes(queue, partition, MinuteRollups.MinuteOf(now - StatsBounds.WindowMax), SliceMax));
        return new IndexSwept(isMore, now);

        void Count(int deleted) => isMore |= deleted == SliceMax;
    }
}

/// <param name="IsMore">A slice was full: there may be more.</param>
/// <param name="At">From which the ages were counted.</param>
internal sealed record IndexSwept(bool IsMore, DateTimeOffset At) : INoSerializationVerificationNeeded;
