namespace Jobs.Workers;

/// <summary>One attempt, for ever: the number of its start is never used again in its partition, while attempt numbers are, after a crash, a snooze or a replay.</summary>
public readonly record struct AttemptKey(JobId Job, long Start)
{
    // Starts alone are distinct, and cheaper than ids.
    public override int GetHashCode() => Start.GetHashCode();
}
