using Jobs.Messages;

namespace Jobs.Host.Dashboard.Components;

/// <summary>A queue in a table.</summary>
/// <param name="Completed">How many were completed, by minute; empty: not known.</param>
public sealed record QueueRow(QueueView Queue, IReadOnlyList<double> Completed);
