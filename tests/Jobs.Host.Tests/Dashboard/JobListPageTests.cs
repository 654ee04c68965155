using System.Net;
using System.Text.RegularExpressions;

namespace Jobs.Host.Tests.Dashboard;

public sealed class JobListPageTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task The_list_shows_what_the_filter_asks_for_and_nothing_else()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"partners","id":"list-a","type":"a","payload":1,"tags":["listed"]}""");
        await host.PostAsync("/api/v1/jobs", """{"queue":"partners","id":"list-b","type":"b","payload":1,"tags":["listed"]}""");

        var page = (await host.PageAsync("/jobs?filter=" + Uri.EscapeDataString("tag:listed type:a"))).Body;

        Assert.Equal(["partners/list-a"], Rows(page));
        Assert.Contains("value=\"tag:listed type:a\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_each_other_by_their_cursors_without_gap_or_repeat()
    {
        string[] ids = ["paged-1", "paged-2", "paged-3", "paged-4", "paged-5"];
        foreach (var id in ids)
            await host.PostAsync("/api/v1/jobs", $$"""{"queue":"partners","id":"{{id}}","type":"a","payload":1,"tags":["paged"]}""");

        var first = (await host.PageAsync("/jobs?limit=3&filter=tag:paged")).Body;
        var next = Html.Addresses(first).Single(address => address.Contains("cursor=", StringComparison.Ordinal));
        var second = (await host.PageAsync(next)).Body;

        Assert.Equal(ids.Reverse().Select(id => $"partners/{id}"), Rows(first).Concat(Rows(second)));
        Assert.DoesNotContain("cursor=", second, StringComparison.Ordinal);
        Assert.Contains("filter=tag%3Apaged", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_is_none_is_said_at_its_place_and_lists_nothing()
    {
        var page = await host.PageAsync("/jobs?filter=" + Uri.EscapeDataString("type:a staus:dead"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("type:a staus:dead\n       ^", page.Body, StringComparison.Ordinal);
        Assert.Contains("there is no field 'staus', did you mean status?", WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", page.Body, StringComparison.Ordinal);
        Assert.Empty(Rows(page.Body));
    }

    [Theory]
    [InlineData("", "dead", "status:dead")]
    [InlineData("queue:work", "dead", "status:dead queue:work")]
    [InlineData("status:failed tag:a", "dead", "status:failed,dead tag:a")]
    [InlineData("status:failed,dead", "dead", "status:failed")]
    public async Task A_state_chip_leads_to_the_line_that_asks_for_it_as_well_or_no_longer(string line, string state, string leadsTo)
    {
        var page = (await host.PageAsync("/jobs?filter=" + Uri.EscapeDataString(line))).Body;

        var chip = Regex.Match(page, $"data-key=\"{state}\" href=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

        Assert.Equal($"/jobs?filter={Uri.EscapeDataString(leadsTo)}", WebUtility.HtmlDecode(chip));
    }

    [Fact]
    public async Task What_other_pages_ask_for_in_parameters_stands_in_the_line() =>
        Assert.Contains("value=\"queue:work status:dead\"", (await host.PageAsync("/jobs?queue=work&status=dead")).Body, StringComparison.Ordinal);

    [Fact]
    public async Task What_senders_wrote_is_text_in_the_list()
    {
        const string hostile = "<img src=x onerror=alert(1)>\"'&";
        await host.PostAsync("/api/v1/jobs", System.Text.Json.JsonSerializer.Serialize(new { queue = "partners", id = "hostile-row", type = hostile, payload = 1, tags = new[] { hostile } }));

        var page = (await host.PageAsync("/jobs?filter=id:hostile-row")).Body;

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains(hostile, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_list_says_what_would_fill_it() =>
        Assert.Contains("No job matches.", (await host.PageAsync("/jobs?filter=tag:nobody-has-this")).Body, StringComparison.Ordinal);

    [Fact]
    public async Task Actions_on_all_that_match_name_the_states_that_allow_them_unless_the_line_does()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"partners","id":"bulk-row","type":"a","payload":1,"tags":["bulky"]}""");

        var open = WebUtility.HtmlDecode((await host.PageAsync("/jobs?filter=tag:bulky")).Body);
        var narrow = WebUtility.HtmlDecode((await host.PageAsync("/jobs?filter=" + Uri.EscapeDataString("tag:bulky status:pending"))).Body);

        Assert.Contains("data-matching=\"status:pending,scheduled,processing,failed tag:bulky\"", open, StringComparison.Ordinal);
        Assert.Contains("data-bulk=\"retry\" data-verb=\"Retry\" data-matching=\"tag:bulky status:pending\"", narrow, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Rows(string page) =>
        [.. Regex.Matches(page, "<tr data-key=\"([^\"]*)\" data-id", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];
}
