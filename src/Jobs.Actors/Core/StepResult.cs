namespace Jobs.Core;

/// <summary>A step of a job that has succeeded, and is not run again.</summary>
internal sealed record StepResult(string Key, JobPayload? Result)
{
    public int Bytes => Result?.Bytes.Length ?? 0;
}

/// <summary>An attempt's handler has done a step, with this result.</summary>
internal sealed record StepStored(JobId Id, long Start, string Key, JobPayload? Result, DateTimeOffset At) : QueueEvent(At);
