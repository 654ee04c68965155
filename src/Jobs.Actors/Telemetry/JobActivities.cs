using System.Diagnostics;
using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Telemetry;

/// <summary>
/// The spans of source <see cref="SourceName"/>: one of kind producer per enqueueing, one of kind consumer per attempt, linked to the one that enqueued the job. They cost nothing while nobody listens.
/// </summary>
internal static class JobActivities
{
    public const string SourceName = "Jobs";

    private static readonly ActivitySource Source = new(SourceName);

    /// <param name="traceParent">Where the sender says that it is in; empty: where this code runs.</param>
    public static Activity? StartEnqueue(string queue, string traceParent = "", string? traceState = null)
    {
        if (!Source.HasListeners())
            return null;
        var parent = TraceText.ContextOf(traceParent, traceState) ?? default;
        return Source.StartActivity($"{MessagingNames.Enqueue} {queue}", ActivityKind.Producer, parent)
            ?.SetTag(MessagingNames.System, MessagingNames.SystemValue)
            .SetTag(MessagingNames.OperationName, MessagingNames.Enqueue)
            .SetTag(MessagingNames.OperationType, MessagingNames.Send)
            .SetTag(MessagingNames.Destination, queue);
    }

    /// <summary>What is stored with the job: the span that enqueues it; without one, what its sender said.</summary>
    public static string TraceParentOf(Activity? enqueuing, string said) => enqueuing?.Id ?? said;

    /// <param name="answer">What the queue has said; null: nothing in time.</param>
    public static void EndEnqueue(Activity? activity, EnqueueJob job, object? answer)
    {
        if (activity is null)
            return;
        activity.SetTag(MessagingNames.JobType, job.Type)
            .SetTag(MessagingNames.MessageId, (answer is JobEnqueued enqueued ? enqueued.Id : job.Id).ToString());
        EndEnqueue(activity, answer);
    }

    public static void EndEnqueue(Activity? activity, EnqueueJobs batch, object? answer)
    {
        if (activity is null)
            return;
        activity.SetTag(MessagingNames.BatchCount, batch.Jobs.Count);
        EndEnqueue(activity, answer);
    }

    // A link and no parent: a job may run days after the request that enqueued it, and several times.
    public static Activity? StartAttempt(string queue, JobStart start)
    {
        if (!Source.HasListeners())
            return null;
        ActivityLink[] links = TraceText.ContextOf(start.TraceParent) is { } enqueuer ? [new ActivityLink(enqueuer)] : [];
        return Source.StartActivity($"{MessagingNames.Process} {queue}", ActivityKind.Consumer, parentContext: default, links: links)
            ?.SetTag(MessagingNames.System, MessagingNames.SystemValue)
            .SetTag(MessagingNames.OperationName, MessagingNames.Process)
            .SetTag(MessagingNames.OperationType, MessagingNames.Process)
            .SetTag(MessagingNames.Destination, queue)
            .SetTag(MessagingNames.MessageId, start.Key.Job.ToString())
            .SetTag(MessagingNames.JobType, start.Type)
            .SetTag(MessagingNames.JobAttempt, start.Attempt);
    }

    public static void EndAttempt(Activity? activity, Outcome outcome)
    {
        if (activity is null)
            return;
        activity.SetTag(MessagingNames.JobOutcome, NameOf(outcome));
        if (outcome is Outcome.Failed { Error: var failure })
            Fail(activity, failure.Type, failure.Message);
        else if (outcome is Outcome.Rejected { Error: var rejection })
            Fail(activity, rejection.Type, rejection.Message);
    }

    private static void EndEnqueue(Activity activity, object? answer)
    {
        var refusal = answer switch
        {
            EnqueueRefused refused => refused.Refusal,
            BatchRefused refused => refused.Refusal,
            RequestRefused refused => refused.Refusal,
            _ => null,
        };
        if (refusal is not null)
            Fail(activity, refusal.Code, refusal.Detail);
        else if (answer is null)
            Fail(activity, Refusal.Codes.OutcomeUnknown, "No answer came in time.");
    }

    private static void Fail(Activity activity, string type, string message) =>
        activity.SetTag(MessagingNames.ErrorType, type).SetStatus(ActivityStatusCode.Error, message);

    private static string NameOf(Outcome outcome) => outcome switch
    {
        Outcome.Succeeded => "succeeded",
        Outcome.Failed => "failed",
        Outcome.Rejected => "rejected",
        Outcome.Snoozed => "snoozed",
        Outcome.Interrupted => "interrupted",
        _ => throw new UnreachableException($"{outcome.GetType().Name} has no name."),
    };
}
