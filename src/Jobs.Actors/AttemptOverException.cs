namespace Jobs;

/// <summary>The attempt has ended for its queue: it was given up, or its job was cancelled. What its handler still does counts for nothing; it should stop.</summary>
public sealed class AttemptOverException(JobId job, string step)
    : Exception($"The attempt of job {job} is over, so its step '{step}' was not stored. Another attempt may run it again.");
