using Jobs.Host.Dashboard.Components;

namespace Jobs.Host.Dashboard.Pages;

/// <param name="Found">How many match; <paramref name="Rows"/> may be fewer.</param>
/// <param name="All">How many there are.</param>
/// <param name="Text">Part of the name; empty: all.</param>
public sealed record QueuesModel(IReadOnlyList<QueueRow> Rows, int Found, int All, string Text);
