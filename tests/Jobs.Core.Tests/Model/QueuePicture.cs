using System.Globalization;
using Jobs.Messages;

namespace Jobs.Core.Tests.Model;

/// <summary>What can be seen of a queue from outside: the same of the real one and of the naive one.</summary>
internal sealed record QueuePicture(IReadOnlyList<string> Jobs, JobCounts Counts, IReadOnlyList<string> DeathsOwed, long Starts, long Returns, string Flow)
{
    public static QueuePicture Of(QueueState state) => new(
        [.. state.Jobs.OrderBy(job => job.Id).Select(Of)],
        new JobCounts(
            state[JobStatus.Pending].Count,
            state[JobStatus.Scheduled].Count,
            state[JobStatus.Processing].Count,
            state[JobStatus.Failed].Count,
            state.Completed,
            state[JobStatus.Dead].Count,
            state.Cancelled),
        [.. state.DeathsOwed.Select(death => $"{death.Number} {death.Letter.Id}")],
        state.Starts,
        state.LastReturn,
        $"{state.Flow.Mode} {state.Flow.Reason} {state.Flow.Until:O}");

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{string.Join('\n', Jobs)}\n{Counts}\nowed: {string.Join(", ", DeathsOwed)}\nstarts {Starts} returns {Returns} {Flow}");

    private static string Of(Job job) => new NaiveJob(new EnqueueJob("", job.Type, job.PayloadHere) { Id = job.Id }, (int)job.Sequence, job.MaxAttempts, new RetryPolicy())
    {
        Status = job.Status,
        Attempts = job.Attempts,
        Crashes = job.Crashes,
        Replays = job.Replays,
        DueAt = job.Status is JobStatus.Scheduled or JobStatus.Failed ? job.DueAt : null,
        Start = (int)job.Start,
        Priority = job.Priority,
        ToStop = job.CancelRequest is not null,
        Worker = job.Status == JobStatus.Processing ? job.Worker : null,
        Steps = string.Concat(job.StepResults.Select(step => step.Key)),
        Leases = job.IsLeased ? [new NaiveLease(job.Lease!.Token, job.Lease.Worker, job.Lease.Length, job.DueAt)] : [],
    }.ToString();
}
