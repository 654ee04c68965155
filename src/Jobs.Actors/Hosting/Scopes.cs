namespace Jobs.Hosting;

/// <summary>What a key of the host's API allows. None includes another, but <see cref="Admin"/>, which includes all.</summary>
[Flags]
public enum Scopes
{
    /// <summary>Of a route: anybody, without a key.</summary>
    None = 0,

    /// <summary>Look at everything: jobs with payloads and results, queues, workers, events, metrics, pages.</summary>
    Read = 1,

    /// <summary>Add jobs. The answer shows the job that was added, or the one that had its id or unique key.</summary>
    Enqueue = 2,

    /// <summary>Claim jobs of queues with external workers, and answer for them.</summary>
    Work = 4,

    /// <summary>Change what is there, in ways that can be undone: pause, cancel, retry, replay, limits.</summary>
    Operate = 8,

    /// <summary>All of these, and delete.</summary>
    Admin = 16,
}

internal static class ScopeWords
{
    /// <summary>Every scope that a key may have, by the word for it.</summary>
    public static IReadOnlyList<(string Word, Scopes Scope)> All { get; } =
        [("read", Scopes.Read), ("enqueue", Scopes.Enqueue), ("work", Scopes.Work), ("operate", Scopes.Operate), ("admin", Scopes.Admin)];

    public static SettingKind<Scopes> Kind { get; } = new SettingWord<Scopes>([.. All.Select(known => (known.Word, known.Scope))]);

    /// <summary>As a key names them: <c>read, enqueue</c>.</summary>
    public static string Words(this Scopes scopes) => string.Join(", ", All.Where(known => scopes.HasFlag(known.Scope)).Select(known => known.Word));
}
