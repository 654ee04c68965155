namespace Jobs.Messages;

/// <summary>
/// Gives a queue other limits than its settings do, from the next start on, across restarts and until <see cref="ResetQueue"/>. What is not said stays as it is.
/// <see cref="QueueChanged"/> or <see cref="RequestRefused"/> comes back.
/// </summary>
/// <param name="Concurrency">Jobs that run at the same time: 1 to 10,000; a change to null: that of the settings again. Running jobs in excess run to their end.</param>
/// <param name="RateLimit">Starts within any window; a change to null: no limit.</param>
public sealed record ChangeQueue(string Queue, ChangeTo<int?>? Concurrency = null, ChangeTo<RateLimit?>? RateLimit = null, string By = "", string TraceParent = "") : IQueueRequest;

/// <summary>Lets the limits of the settings hold again. <see cref="QueueChanged"/> or <see cref="RequestRefused"/> comes back.</summary>
public sealed record ResetQueue(string Queue, string By = "", string TraceParent = "") : IQueueRequest;

/// <summary>A new value, which may be null; no change at all is another null.</summary>
public sealed record ChangeTo<T>(T Value);
