namespace Jobs.Telemetry;

/// <summary>Names of OpenTelemetry's semantic conventions for messaging (version 1.30, "development" there), and ours for what they have no word for.</summary>
internal static class MessagingNames
{
    public const string System = "messaging.system";
    public const string SystemValue = "jobs";
    public const string OperationName = "messaging.operation.name";
    public const string OperationType = "messaging.operation.type";
    public const string Destination = "messaging.destination.name";
    public const string MessageId = "messaging.message.id";
    public const string BatchCount = "messaging.batch.message_count";
    public const string ErrorType = "error.type";

    public const string Enqueue = "enqueue";
    public const string Send = "send";
    public const string Process = "process";

    public const string JobType = "jobs.type";
    public const string JobAttempt = "jobs.attempt";
    public const string JobOutcome = "jobs.outcome";
}
