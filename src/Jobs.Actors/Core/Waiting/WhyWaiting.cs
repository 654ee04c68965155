using System.Globalization;
using Jobs.Core.Limits;
using Jobs.Messages;

namespace Jobs.Core.Waiting;

/// <summary>Why a job that waits does not run. Of several reasons the one is named that has to go first: no limit matters while the queue is paused, and no worker while a limit holds.</summary>
internal static class WhyWaiting
{
    /// <summary>Null: the job does not wait.</summary>
    /// <param name="position">Its place among the ready jobs; null: not counted.</param>
    public static JobWaiting? Of(QueueState state, Job job, ClaimSituation situation, int? position, DateTimeOffset now) => job.Status switch
    {
        JobStatus.Scheduled => new JobWaiting(WaitingReasons.Time, $"it is to run at {Text(job.DueAt)}{PausedAsWell(state.Flow)}", ExpectedStartAt: ExpectedStart.At(job.DueAt, state.Flow)),
        JobStatus.Failed => new JobWaiting(WaitingReasons.Retry, $"it runs again at {Text(job.DueAt)}{PausedAsWell(state.Flow)}", ExpectedStartAt: ExpectedStart.At(job.DueAt, state.Flow)),
        JobStatus.Pending => OfPending(state, job, situation, position, now),
        _ => null,
    };

    private static JobWaiting OfPending(QueueState state, Job job, ClaimSituation situation, int? position, DateTimeOffset now)
    {
        if (situation.IsStopping)
            return new JobWaiting(WaitingReasons.Stopping, "the host stops and starts no more jobs", position);
        if (state.Flow.Mode == QueueMode.Paused)
            return new JobWaiting(WaitingReasons.Paused, Paused(state.Flow), position, state.Flow.Until);
        if (state.BlockerOf(job) is { } blocker)
            return new JobWaiting(WaitingReasons.Unique, $"job {blocker.Id} of the same unique key has to end first; it is {Text(blocker.Status)}");

        var hit = HeldBack.Of(state, situation.Concurrency, job, now);
        if (job.IsSuspect && !situation.IsExternal && hit is null or { Kind: LimitKind.QueueConcurrency })
            return new JobWaiting(WaitingReasons.Suspect, string.Create(CultureInfo.InvariantCulture, $"its host has crashed {job.Crashes} times while it ran; of such jobs one runs at a time per host"));
        if (hit is not null)
        {
            var expected = ExpectedStart.Behind(hit, position, situation.Concurrency, situation.MeanRun, state.Limits.Rate?.Window ?? TimeSpan.Zero, now);
            return new JobWaiting(WaitingReasons.Of(hit.Kind), Text(hit), position, expected);
        }

        // A worker that the pool has granted is used or given back in the same step: whatever is ready after it waits for the next grant.
        if ((job.IsSuspect ? situation.Pool : state.Crews.Of(job).Pool ?? situation.Pool) is { } pool)
            return new JobWaiting(WaitingReasons.Pool, $"it waits for a worker of pool {pool}", position);
        return new JobWaiting(WaitingReasons.Ready, situation.IsExternal ? "nothing holds it back; it waits until a worker claims it" : "nothing holds it back; its turn comes", position);
    }

    private static string Text(LimitHit hit)
    {
        var used = string.Create(CultureInfo.InvariantCulture, $"{hit.Used} of at most {hit.Max}");
        return hit.Kind switch
        {
            LimitKind.QueueConcurrency => $"the queue runs {used}",
            LimitKind.QueueRate => $"the queue has started {used} within its window",
            LimitKind.TypeConcurrency => $"type {hit.Name} runs {used}",
            LimitKind.TypeRate => $"type {hit.Name} has started {used} within its window",
            LimitKind.PartitionConcurrency => $"partition key {hit.Name} runs {used}",
            LimitKind.PartitionRate => $"partition key {hit.Name} has started {used} within its window",
            _ => $"job {hit.HeldBy} is before it in the line of partition key {hit.Name}",
        };
    }

    private static string Paused(QueueFlow flow)
    {
        var by = flow.By.Length > 0 ? $" by {flow.By}" : "";
        var until = flow.Until is { } end ? $" until {Text(end)}" : "";
        return $"the queue is paused{by}{until}{(flow.Reason is { } reason ? $": {reason}" : "")}";
    }

    private static string PausedAsWell(QueueFlow flow) => flow.Mode == QueueMode.Paused ? $", and {Paused(flow)}" : "";

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static string Text(JobStatus status) => status.ToString().ToLowerInvariant();
}
