using Jobs.Hosting;
using Jobs.Telemetry;

namespace Jobs.Host.Api;

/// <summary>What the routes need.</summary>
internal sealed record ApiContext(QueueGateway Gateway, JobsSettings Settings, ILogger Log)
{
    /// <summary>To the team's own tools.</summary>
    public LinkSettings Links { get; init; } = new();

    /// <summary>What the queues tell of themselves; null until they have been started.</summary>
    public Func<JobsTelemetry?> Telemetry { get; init; } = () => null;

    /// <summary>Whether a critical alert makes the host unready.</summary>
    public bool IsUnreadyOnCritical { get; init; }

    /// <summary>null for a queue that does not exist.</summary>
    public QueueSettings? Queue(string name) => Settings.Queues.GetValueOrDefault(name);
}
