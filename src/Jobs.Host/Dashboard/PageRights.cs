namespace Jobs.Host.Dashboard;

/// <summary>What whoever looks at a page may do; a page does not offer the rest.</summary>
/// <param name="Enqueue">Add jobs.</param>
/// <param name="Operate">Change what is there, in ways that can be undone.</param>
/// <param name="Delete">Remove for good.</param>
public sealed record PageRights(bool Enqueue, bool Operate, bool Delete);
