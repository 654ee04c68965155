namespace Jobs.Host.Dashboard.Pages;

/// <param name="Text">Words that an event must have; empty: any.</param>
public sealed record TailModel(string Text);
