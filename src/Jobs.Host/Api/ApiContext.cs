using Jobs.Hosting;

namespace Jobs.Host.Api;

/// <summary>What the routes need.</summary>
internal sealed record ApiContext(QueueGateway Gateway, JobsSettings Settings, ILogger Log)
{
    /// <summary>To the team's own tools.</summary>
    public LinkSettings Links { get; init; } = new();

    /// <summary>null for a queue that does not exist.</summary>
    public QueueSettings? Queue(string name) => Settings.Queues.GetValueOrDefault(name);
}
