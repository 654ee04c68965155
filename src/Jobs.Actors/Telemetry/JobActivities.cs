using System.Diagnostics;
using Jobs.Workers;

namespace Jobs.Telemetry;

/// <summary>One activity per attempt, of source <see cref="SourceName"/>, linked to the one that enqueued the job. Costs nothing while nobody listens.</summary>
internal static class JobActivities
{
    public const string SourceName = "Jobs";

    private static readonly ActivitySource Source = new(SourceName);

    // A link and no parent: a job may run days after the request that enqueued it, and several times.
    public static Activity? Start(string queue, JobStart start)
    {
        if (!Source.HasListeners())
            return null;
        ActivityLink[] links = ActivityContext.TryParse(start.TraceParent, null, isRemote: true, out var enqueuer) ? [new ActivityLink(enqueuer)] : [];
        return Source.StartActivity($"job {start.Type}", ActivityKind.Consumer, parentContext: default, links: links)
            ?.SetTag("job.id", start.Key.Job.ToString())
            .SetTag("job.queue", queue)
            .SetTag("job.type", start.Type)
            .SetTag("job.attempt", start.Attempt);
    }

    public static void End(Activity? activity, Outcome outcome)
    {
        if (activity is null)
            return;
        activity.SetTag("job.outcome", outcome.GetType().Name);
        if (outcome is Outcome.Failed { Error: var failure })
            activity.SetStatus(ActivityStatusCode.Error, failure.Type);
        else if (outcome is Outcome.Rejected { Error: var rejection })
            activity.SetStatus(ActivityStatusCode.Error, rejection.Type);
    }
}
