using Jobs.Messages;

namespace Jobs.Host.Dashboard.JobLife;

/// <summary>The timeline: a job's history with the time between its steps.</summary>
public static class JobSteps
{
    /// <summary>Shorter gaps say nothing.</summary>
    private static readonly TimeSpan _gapMin = TimeSpan.FromMilliseconds(1);

    public static IReadOnlyList<JobTimelineStep> Of(JobView job)
    {
        var steps = new List<JobTimelineStep>(job.History.Count);
        DateTimeOffset? before = null;
        foreach (var entry in job.History)
        {
            var gap = entry.At - before;
            steps.Add(new JobTimelineStep(entry, gap >= _gapMin ? gap : null));
            before = entry.At;
        }

        return steps;
    }

    /// <summary>The state that a step leads to, whose colour it has; null: to none.</summary>
    public static JobStatus? Outcome(string @event) => @event switch
    {
        "started" or "leased" => JobStatus.Processing,
        "completed" => JobStatus.Completed,
        "failed" or "interrupted" => JobStatus.Failed,
        "died" => JobStatus.Dead,
        "cancelled" => JobStatus.Cancelled,
        "snoozed" => JobStatus.Scheduled,
        "due" or "replayed" or "rerun" => JobStatus.Pending,
        _ => null,
    };
}

/// <param name="Gap">Since the step before.</param>
public sealed record JobTimelineStep(HistoryEntry Entry, TimeSpan? Gap);
