namespace Jobs.Host.Dashboard;

/// <summary>The pages that the rail leads to, in its order.</summary>
/// <param name="Key">Pressed after <c>g</c>.</param>
public sealed record PageSection(string Name, string Path, char Key)
{
    public static IReadOnlyList<PageSection> All { get; } =
    [
        new("Overview", "/", 'o'),
        new("Queues", "/queues", 'q'),
        new("Jobs", "/jobs", 'j'),
        new("Dead letters", "/dead-letters", 'd'),
        new("Workers", "/workers", 'w'),
        new("Live", "/tail", 't'),
        new("Configuration", "/configuration", 'c'),
    ];
}
