namespace Jobs.Host.Dashboard;

/// <summary>What every component may ask for: the page that it is on, for whom and when it is rendered.</summary>
/// <param name="Theme">light, dark, or system.</param>
/// <param name="Environment">Which of several hosts this is; empty: it does not say.</param>
/// <param name="Now">What relative times are relative to.</param>
public sealed record PageView(PageHead Head, PageLinks Links, PageRights Rights, string Theme, string Environment, DateTimeOffset Now)
{
    /// <summary>The name of the reader's key; null: nobody needs to sign in here.</summary>
    public string? SignedInAs { get; init; }

    /// <summary>The host takes no changes, whoever asks.</summary>
    public bool IsReadOnly { get; init; }
}
