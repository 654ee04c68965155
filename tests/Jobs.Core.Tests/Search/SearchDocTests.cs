using System.Globalization;
using Jobs.Search;

namespace Jobs.Core.Tests.Search;

/// <summary>What <c>docs/search.md</c> says is what happens: each row of its tables is run.</summary>
public sealed class SearchDocTests
{
    private static readonly string[] Page = File.ReadAllLines("docs/search.md");

    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-02T12:00:00Z", CultureInfo.InvariantCulture);

    private static readonly List<SampleFields> Jobs = [.. Page.SkipWhile(line => line != "```jsonl").Skip(1).TakeWhile(line => line != "```").Select(SampleFields.Read)];

    public static TheoryData<string, string> Found => Rows("| filter | asks | finds |", row => (row[0], row[2]));

    public static TheoryData<string, string> Refused => Rows("| filter | says |", row => (row[0], row[1]));

    [Theory]
    [MemberData(nameof(Found))]
    public void A_filter_finds_what_its_row_says(string text, string ids)
    {
        var filter = JobFilter.Parse(text);

        var found = Jobs.Where(job => filter.Allows(job.Queue) && filter.Statuses.Contains(job.Status) && filter.Matches(job, Now)).Select(job => job.Id);

        Assert.Equal(ids, string.Join(", ", found));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_wrong_filter_is_refused_as_its_row_says(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FilterException>(() => JobFilter.Parse(text)).Message);

    [Fact]
    public void Every_field_and_every_bound_stands_in_the_page()
    {
        var page = string.Join('\n', Page);

        Assert.All(FilterFields.All.Keys, field => Assert.Contains($"`{field}`", page, StringComparison.Ordinal));
        Assert.Contains(
            $"at most {FilterBounds.LengthMax} characters, {FilterBounds.TermsMax} terms and {FilterBounds.ValuesMax} values in a term; a path has at most {FilterBounds.PathDepthMax} steps", page, StringComparison.Ordinal);
        Assert.Contains(PageRequest.LookedAtMax.ToString("N0", CultureInfo.InvariantCulture), page, StringComparison.Ordinal);
        Assert.True(Found.Count > 30, "the table was not read");
    }

    private static TheoryData<string, string> Rows(string head, Func<string[], (string, string)> of)
    {
        var rows = new TheoryData<string, string>();
        foreach (var line in Page.SkipWhile(line => line != head).Skip(2).TakeWhile(line => line.StartsWith('|')))
        {
            var (filter, expected) = of([.. line.Split('|', StringSplitOptions.TrimEntries)[1..^1]]);
            rows.Add(filter.Trim('`'), expected);
        }

        return rows;
    }
}
