namespace Jobs.Core.Lifecycle;

/// <summary>A job dies and takes the next place in the stream of deaths that the dead letters are owed.</summary>
internal static class Die
{
    public static JobDied Of(QueueState state, Job job, JobError error, DeathReason reason, DateTimeOffset now) =>
        new(job.Id, state.LastDeath + 1, error, reason, now);
}
