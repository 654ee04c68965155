namespace Jobs.Host.Dashboard.Layout;

/// <summary>What <c>main.js</c> imports, named so that the browser fetches all of it at once and not one import after the other.</summary>
internal static class PageModules
{
    public static IReadOnlyList<string> Imported { get; } =
        ["live.js", "patch.js", "table.js", "keys.js", "time.js", "format.js", "frame.js", "actions.js", "chart.js"];
}
