using Jobs.Host.Dashboard.Components;

namespace Jobs.Host.Dashboard.Pages;

public sealed record QueuesModel(IReadOnlyList<QueueRow> Rows);
