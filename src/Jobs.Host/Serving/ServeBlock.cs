using System.Text;

namespace Jobs.Host.Serving;

/// <summary>The framed block that a host begins with: where it is, what it has, how to stop it.</summary>
internal static class ServeBlock
{
    public static IReadOnlyList<(string Name, string Value)> Facts(HostConfiguration configuration, RunningHost host) =>
    [
        ("address", string.Join("  ", host.Addresses)),
        ("data", configuration.Place),
        ("queues", $"{string.Join(", ", configuration.Jobs.Settings.Queues.Keys.Order(StringComparer.Ordinal))}  ({configuration.Source})"),
        ("access", Access(configuration)),
        ("stop", "Ctrl-C or SIGTERM: running jobs finish first; again: at once"),
    ];

    private static string Access(HostConfiguration configuration)
    {
        var host = configuration.Jobs.Host;
        var who = host.ApiKeys.Count > 0 ? $"keys: {string.Join(", ", host.ApiKeys.Select(key => key.Name).Order(StringComparer.Ordinal))}"
            : configuration.Urls.All(url => url.IsLoopback) ? "everybody on this machine; no API keys"
            : "everybody who reaches it; no API keys";
        return host.ReadOnly ? $"{who}; read-only" : who;
    }

    /// <param name="facts">An empty name continues the line above.</param>
    public static string Render(string title, IReadOnlyList<(string Name, string Value)> facts)
    {
        var nameWidth = facts.Max(fact => fact.Name.Length);
        var lines = facts.Select(fact => $"{fact.Name.PadRight(nameWidth)}  {fact.Value}").ToList();
        var width = lines.Max(line => line.Length);
        var block = new StringBuilder();
        block.Append("┌─ ").Append(title).Append(' ').Append('─', Math.Max(0, width - title.Length - 1)).AppendLine("┐");
        foreach (var line in lines)
            block.Append("│ ").Append(line.PadRight(width)).AppendLine(" │");
        block.Append('└').Append('─', width + 2).AppendLine("┘");
        return block.ToString();
    }
}
