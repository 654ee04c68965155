using Jobs.DeadLetters;

namespace Jobs.Core.Tests;

internal static class Samples
{
    /// <summary>A job outside of any queue.</summary>
    public static Job Job(long sequence, int priority = JobPriority.Normal)
    {
        var id = JobId.FromUuid(new Guid((int)sequence, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
        return new Job(id, "t", sequence, JobPayload.Null, fingerprint: 0, priority, maxAttempts: 3, TimeSpan.FromSeconds(1), by: "", rare: null, QueueUnderTest.Morning);
    }

    public static Letter Letter(string id) => new(
        JobId.Parse(id), "t", JobPayload.Null, JobPriority.Normal, 3, new JobError("e", "m"), DeathReason.Exhausted, QueueUnderTest.Morning, QueueUnderTest.Morning, 0);
}
