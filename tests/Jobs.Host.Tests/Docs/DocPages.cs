using System.Text.RegularExpressions;

namespace Jobs.Host.Tests.Docs;

/// <summary>The pages of the documentation, as they are beside the tests.</summary>
internal static partial class DocPages
{
    /// <summary>Where the README stands, and the folder <c>docs</c>.</summary>
    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "pages");

    /// <summary>Paths from the root, with slashes.</summary>
    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page));

    /// <summary>The fenced blocks of a page with the comments that stand before them.</summary>
    public static IEnumerable<DocBlock> Blocks(string page) =>
        Fenced().Matches(Read(page)).Select(block => new DocBlock(
            [.. block.Groups["mark"].Captures.Select(mark => mark.Value)], block.Groups["language"].Value, block.Groups["text"].Value));

    [GeneratedRegex(@"(?:^<!-- (?<mark>[^\n]*?) -->\n)*^```(?<language>\w*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}

/// <param name="Marks">What the comments before it say, such as <c>run: prints paused</c>.</param>
internal sealed record DocBlock(IReadOnlyList<string> Marks, string Language, string Text)
{
    /// <summary>What follows <c>NAME: </c> in a mark, an empty text for the mark NAME alone, null without it.</summary>
    public string? Mark(string name) => Marks.Select(mark => mark == name ? "" : mark.StartsWith($"{name}: ", StringComparison.Ordinal) ? mark[(name.Length + 2)..] : null).FirstOrDefault(mark => mark is not null);
}
