using System.Text.RegularExpressions;

namespace Jobs.Actors.Tests.Docs;

/// <summary>What the documentation shows is what is compiled and run here.</summary>
public sealed partial class DocBlockTests
{
    [Theory]
    [InlineData("README.md", "handler short service")]
    [InlineData("add-to-akka-app.md", "handler program actor service test")]
    [InlineData("handlers.md", "once result")]
    [InlineData("testing.md", "handler alone test retry")]
    public void Each_block_of_a_page_is_the_code_that_it_names(string file, string names)
    {
        var page = File.ReadAllText($"docs/{file}");
        var blocks = NamedBlock().Matches(page);

        Assert.Equal(names.Split(' '), blocks.Select(block => block.Groups["name"].Value));
        Assert.Equal(Block().Count(page), blocks.Count);
        Assert.All(blocks, block => Assert.Equal(CodeOf(block.Groups["file"].Value, block.Groups["name"].Value), block.Groups["code"].Value));
    }

    private static string CodeOf(string file, string name)
    {
        var lines = File.ReadLines($"docs/{file}")
            .SkipWhile(line => line.Trim() != $"// doc: {name}")
            .Skip(1)
            .TakeWhile(line => line.Trim() != "// end")
            .ToList();
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(lines.Select(line => $"{(line.Length > indent ? line[indent..] : "")}\n"));
    }

    [GeneratedRegex(@"<!-- (?<file>\w+\.cs): (?<name>\w+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex NamedBlock();

    [GeneratedRegex("^```csharp", RegexOptions.Multiline)]
    private static partial Regex Block();
}
