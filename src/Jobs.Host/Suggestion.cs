using Jobs.Hosting;

namespace Jobs.Host;

/// <summary>The end of a message about a name that nobody knows.</summary>
internal static class Suggestion
{
    /// <summary>"; did you mean 'x'?", or nothing when no known name is near.</summary>
    public static string For(string typed, IEnumerable<string> known) => DidYouMean.Nearest(typed, known) is { } name ? $"; did you mean '{name}'?" : "";
}
