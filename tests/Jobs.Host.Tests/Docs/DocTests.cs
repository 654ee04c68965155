using System.Reflection;
using System.Text.RegularExpressions;
using Jobs.Hosting;

namespace Jobs.Host.Tests.Docs;

/// <summary>What the documentation says can be typed, can be; what it points to is there.</summary>
public sealed partial class DocTests
{
    /// <summary>A page may show a part of a file; its queues are somewhere else in it.</summary>
    private static readonly SettingsSource TheRest = new("the rest", string.Concat(((string[])["email", "critical", "default", "low"]).Select(queue => $"jobs.queues.{queue} {{ }}\n")));

    public static TheoryData<string> Pages => [.. DocPages.All];

    [Theory]
    [InlineData("docs/quickstart.md")]
    public async Task What_a_page_says_to_type_works(string page)
    {
        using var tour = new DocTour();

        Assert.NotEqual(0, await tour.WalkAsync(page));
    }

    [Fact]
    public void No_page_that_is_to_be_run_is_forgotten()
    {
        var tours = typeof(DocTests).GetMethod(nameof(What_a_page_says_to_type_works))!.GetCustomAttributes<InlineDataAttribute>().Select(data => (string)data.GetData(null!).Single()[0]);

        Assert.Equal(DocPages.All.Where(page => DocPages.Blocks(page).Any(block => block.Mark("run") is not null)), tours.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_configuration_in_a_page_is_accepted(string page)
    {
        foreach (var block in DocPages.Blocks(page).Where(block => block.Language == "hocon"))
            JobsSettingsReader.Read([new SettingsSource(page, block.Text), TheRest]);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_link_in_a_page_leads_somewhere(string page)
    {
        foreach (var link in Link().Matches(Prose().Replace(DocPages.Read(page), "")).Select(link => link.Groups["to"].Value))
        {
            if (link.Contains("://", StringComparison.Ordinal))
                continue;
            var parts = link.Split('#');
            var file = parts[0].Length == 0 ? page : Path.GetRelativePath(DocPages.Root, Path.GetFullPath(Path.Combine(DocPages.Root, Path.GetDirectoryName(page)!, parts[0])));
            if (parts.Length == 2)
                Assert.Contains(parts[1], Heading().Matches(DocPages.Read(file)).Select(heading => Anchor(heading.Groups["text"].Value)));
            else if (file.EndsWith(".md", StringComparison.Ordinal))
                Assert.True(File.Exists(Path.Combine(DocPages.Root, file)), $"{page} leads to {link}, which is not there");
        }
    }

    private static string Anchor(string heading) => NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```$|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Prose();

    [GeneratedRegex("^#+ (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
