namespace Jobs.Host.Dashboard;

/// <summary>What the frame must know of the page in it.</summary>
/// <param name="Title">Of the document; the page itself has it, or more, as its h1.</param>
/// <param name="Section">The path of the rail's entry that the page belongs to, as <c>/jobs</c>.</param>
public sealed record PageHead(string Title, string Section)
{
    /// <summary>Which events make the page ask for itself again: their first words, as <c>job queue stats</c>. Empty: the page does not change by itself.</summary>
    public string Live { get; init; } = "";

    /// <summary>Only events of this queue matter; null: of all.</summary>
    public string? LiveQueue { get; init; }

    /// <summary>Only events of this job matter; null: of all.</summary>
    public string? LiveJob { get; init; }

    /// <summary>What the keyboard does on this page besides what it does on every page.</summary>
    public IReadOnlyList<PageKey> Keys { get; init; } = [];

    /// <summary>Modules of this page alone, as <c>tail.js</c>.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Style sheets of this page alone, as <c>job-pages.css</c>.</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];
}

/// <param name="Key">What is pressed, as <c>g j</c>.</param>
/// <param name="Does">What then happens, as a clause: <c>opens the row</c>.</param>
public sealed record PageKey(string Key, string Does);
