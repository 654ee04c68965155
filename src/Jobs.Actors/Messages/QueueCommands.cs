namespace Jobs.Messages;

/// <summary>
/// The queue starts no more jobs until it is resumed; what runs goes on, and jobs are taken as before. <see cref="QueueChanged"/> or <see cref="RequestRefused"/> comes back.
/// Pausing a paused queue replaces reason and end.
/// </summary>
/// <param name="Reason">Shown with the queue; at most <see cref="JobBounds.ReasonLengthMax"/> characters.</param>
/// <param name="Until">When the queue resumes by itself: after now, within <see cref="JobBounds.DelayMax"/>. Null: when somebody resumes it.</param>
public sealed record PauseQueue(string Queue, string? Reason = null, DateTimeOffset? Until = null, string By = "", string TraceParent = "") : IQueueRequest;

/// <summary>The queue takes jobs and runs them again, whether it was paused or draining. <see cref="QueueChanged"/> or <see cref="RequestRefused"/> comes back.</summary>
public sealed record ResumeQueue(string Queue, string By = "", string TraceParent = "") : IQueueRequest;

/// <summary>
/// The queue takes no new jobs (<see cref="Refusal.Codes.QueueDraining"/>) and runs what it has, until it is resumed. Ids that it knows are answered as ever, and what was there before
/// may still be retried or replayed. <see cref="QueueChanged"/> or <see cref="RequestRefused"/> comes back.
/// </summary>
public sealed record DrainQueue(string Queue, string By = "", string TraceParent = "") : IQueueRequest;

/// <summary>The request was carried out, or had been before; the queue as it now is.</summary>
public sealed record QueueChanged(QueueView Queue);
