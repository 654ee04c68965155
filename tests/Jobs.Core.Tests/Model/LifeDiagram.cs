using System.Text.RegularExpressions;

namespace Jobs.Core.Tests.Model;

/// <summary>The steps from status to status: as docs/lifecycle.md draws them, and as they happen.</summary>
internal sealed partial class LifeDiagram
{
    private const string Outside = "[*]";

    private readonly SortedSet<string> _arrows = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Arrows => _arrows;

    public static LifeDiagram Drawn(string page)
    {
        var drawn = new LifeDiagram();
        foreach (Match arrow in Arrow().Matches(page))
            drawn._arrows.Add(arrow.Groups["arrow"].Value);
        return drawn;
    }

    /// <summary>Applies the event and draws what became of its job, if it is about one and changes its status.</summary>
    public void Watch(QueueState state, QueueEvent e, Action apply)
    {
        var job = e.GetType().GetProperty("Id")?.GetValue(e) as JobId?;
        var before = StatusOf(state, job);
        apply();
        var after = StatusOf(state, job);
        if (before != after)
            _arrows.Add($"{before} --> {after}: {e.GetType().Name}");
    }

    private static string StatusOf(QueueState state, JobId? id) => id is { } job && state.Find(job) is { } found ? found.Status.Name() : Outside;

    [GeneratedRegex(@"^    (?<arrow>\S+ --> \S+: \w+)$", RegexOptions.Multiline)]
    private static partial Regex Arrow();
}
