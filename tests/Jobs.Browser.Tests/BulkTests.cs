using Jobs.Browser.Tests.Chromium;

namespace Jobs.Browser.Tests;

/// <summary>What is done to many: counted first, then done with progress.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BulkTests(BrowserSession session, ServedHost host) : IClassFixture<ServedHost>
{
    [BrowserFact]
    public async Task What_matches_is_counted_first_and_then_cancelled_with_progress()
    {
        var browser = session.Fresh();
        await host.EnqueueManyAsync(25, "to-cancel");
        browser.Open(host.Page("/jobs?filter=tag:to-cancel"));

        browser.Click("[data-bulk=cancel]");
        browser.Reads("#bulk-sheet .matched", "25 jobs match");
        browser.Reads("#bulk-sheet .matching", "status:pending,scheduled,processing,failed tag:to-cancel");
        browser.Type("#bulk-sheet [name=reason]", "a test");
        browser.Click("#bulk-sheet .go");

        browser.Reads("#bulk-sheet .went", "25 of 25 jobs done");
        var left = await host.GetAsync("/api/v1/jobs?filter=tag:to-cancel%20-status:cancelled");
        Assert.Equal(0, left.GetProperty("items").GetArrayLength());
    }

    [BrowserFact]
    public async Task Only_what_is_selected_is_touched()
    {
        var browser = session.Fresh();
        foreach (var n in (int[])[1, 2, 3])
            await host.EnqueueAsync(new { queue = "held", id = $"chosen-{n}", type = "a", payload = n, tags = new[] { "chosen" } });
        browser.Open(host.Page("/jobs?filter=tag:chosen"));

        browser.Click("tr[data-id='chosen-2'] input");
        browser.Click("[data-bulk=cancel]");
        browser.Reads("#bulk-sheet .matched", "1 job matches");
        browser.Click("#bulk-sheet .go");
        browser.Reads("#bulk-sheet .went", "1 of 1 job done");

        Assert.Equal(["pending", "cancelled", "pending"], [await host.StatusAsync("chosen-1"), await host.StatusAsync("chosen-2"), await host.StatusAsync("chosen-3")]);
    }

    [BrowserFact]
    public async Task All_that_match_are_replayed_as_fast_as_one_says()
    {
        var browser = session.Fresh();
        foreach (var n in (int[])[1, 2, 3])
            await host.RunAsync(new { queue = "work", type = "fail", payload = new { message = $"order {n} is lost", permanent = true } });
        browser.Open(host.Page("/dead-letters?filter=text:lost"));
        Assert.Single(browser.All("table.groups tbody tr"));

        browser.Click("table.groups [data-replay]");
        browser.Reads("#bulk-sheet .matched", "3 letters match");
        browser.Type("#bulk-sheet [name=perSecond]", "500");
        browser.Click("#bulk-sheet .go");

        browser.Reads("#bulk-sheet .went", "3 of 3 letters done");
    }
}
