namespace Jobs.Telemetry;

/// <summary>The instruments of meter <see cref="Meter"/>; <c>docs/telemetry.md</c> has them all.</summary>
internal static class MetricNames
{
    public const string Meter = "Jobs";

    public const string Enqueued = "jobs.enqueued";
    public const string Completed = "jobs.completed";
    public const string Failed = "jobs.failed";
    public const string Retried = "jobs.retried";
    public const string Dead = "jobs.dead";
    public const string Duration = "jobs.duration";
    public const string Depth = "jobs.queue.depth";
    public const string Processing = "jobs.processing";
    public const string OldestAge = "jobs.oldest.age";
    public const string DeadLetters = "jobs.dead_letters";
    public const string Up = "jobs.queue.up";
    public const string Alerts = "jobs.alerts";

    public const string SentMessages = "messaging.client.sent.messages";
    public const string ProcessDuration = "messaging.process.duration";

    public const string Queue = "queue";
    public const string Type = "type";
    public const string Status = "status";
    public const string Rule = "rule";
    public const string Severity = "severity";

    /// <summary>The convention's word for an error whose type is not told: exceptions have any number of names.</summary>
    public const string OtherError = "_OTHER";

    public const string Job = "{job}";
    public const string Attempt = "{attempt}";
    public const string Message = "{message}";
    public const string Seconds = "s";
}
