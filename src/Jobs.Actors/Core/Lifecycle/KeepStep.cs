using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Core.Lifecycle;

/// <summary>A running attempt has done a step: its result is kept for this attempt and those after it.</summary>
internal static class KeepStep
{
    /// <summary>A fact; nothing, when the step is kept already; or a refusal.</summary>
    public static Decision Decide(QueueState state, StoreStep step, DateTimeOffset now)
    {
        if (state.Find(step.Attempt.Job) is not { Status: JobStatus.Processing } job || job.Start != step.Attempt.Start)
            return Refusals.AttemptOver(step.Attempt.Job);
        if (job.StepResults.Any(kept => kept.Key == step.Key))
            return Decision.Nothing;
        return Check(job.StepResults, step.Key, step.Result) is { } problem
            ? new Refusal(Refusal.Codes.PayloadTooLarge, problem)
            : new StepStored(job.Id, job.Start, step.Key, step.Result, now);
    }

    /// <summary>Why this step can not be kept besides these, or null.</summary>
    public static string? Check(IReadOnlyCollection<StepResult> kept, string key, JobPayload? result)
    {
        if (kept.Count >= StepBounds.StepsMax)
            return $"Step '{key}' is one more than the {StepBounds.StepsMax} that a job keeps. Do several things in one step, or split the job.";
        var bytes = result?.Bytes.Length ?? 0;
        if (bytes > StepBounds.ResultBytesMax)
            return $"The result of step '{key}' has {bytes} bytes; at most {StepBounds.ResultBytesMax} are kept. Store large data elsewhere and return its address.";
        return bytes + kept.Sum(step => step.Bytes) > StepBounds.ResultsBytesMax
            ? $"With step '{key}' the results of this job's steps are larger than the {StepBounds.ResultsBytesMax} bytes that are kept. Store large data elsewhere and return its address."
            : null;
    }
}
