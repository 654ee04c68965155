using Jobs.Browser.Tests.Chromium;
using OpenQA.Selenium;

namespace Jobs.Browser.Tests;

[Collection(BrowserCollection.Name)]
public sealed class JobListTests(BrowserSession session, ServedHost host) : IClassFixture<ServedHost>
{
    [BrowserFact]
    public async Task A_job_that_is_enqueued_shows_up_and_moves_while_one_looks()
    {
        var browser = session.Fresh();
        browser.Open(host.Page("/jobs?filter=tag:moves"));
        browser.Reads("#live-word", "live");

        var id = await host.EnqueueAsync(new { queue = "held", type = "moves", payload = 1, priority = 0, tags = new[] { "moves" } });
        browser.Reads($"tr[data-id='{id}'] .state", "pending");
        var claimed = await host.PostAsync("/api/v1/queues/held/claims", new { worker = "w-1", limit = 1 });
        browser.Reads($"tr[data-id='{id}'] .state", "processing");
        await host.PostAsync($"/api/v1/jobs/{id}/ack", new { leaseToken = claimed.GetProperty("items")[0].GetProperty("leaseToken").GetString() });
        browser.Reads($"tr[data-id='{id}'] .state", "completed");

        Assert.Empty(browser.Complaints());
    }

    [BrowserFact]
    public async Task New_rows_wait_in_a_bar_and_nothing_moves_until_it_is_pressed()
    {
        var browser = session.Fresh();
        var first = await host.EnqueueAsync(new { queue = "held", type = "a", payload = 1, tags = new[] { "gathered" } });
        browser.Open(host.Page("/jobs?filter=tag:gathered"));
        browser.One($"tr[data-id='{first}']");
        browser.Reads("#live-word", "live");

        var second = await host.EnqueueAsync(new { queue = "held", type = "a", payload = 2, tags = new[] { "gathered" } });
        browser.Reads(".fresh", "1 new");
        Assert.Empty(browser.All($"tr[data-id='{second}']"));
        browser.Press(".");

        browser.One($"tr[data-id='{second}']");
        Assert.Equal([second, first], browser.Run<IReadOnlyCollection<object>>("return [...document.querySelectorAll('tbody tr')].map(row => row.dataset.id)").Cast<string>());
    }

    [BrowserFact]
    public async Task Rows_are_walked_selected_and_opened_with_the_keyboard()
    {
        var browser = session.Fresh();
        foreach (var n in (int[])[1, 2, 3])
            await host.EnqueueAsync(new { queue = "held", id = $"key-{n}", type = "a", payload = n, tags = new[] { "keyboard" } });
        browser.Open(host.Page("/jobs?filter=tag:keyboard"));
        browser.One("tr[data-id='key-1']");

        browser.Press("jjx");
        browser.Reads("[data-scope]", "1 selected");
        Assert.Equal("key-2", browser.Run<string>("return document.querySelector('tbody input:checked').closest('tr').dataset.id"));
        browser.Press("k" + Keys.Enter);

        browser.Reads(".subtitle", "key-3");
    }

    [BrowserFact]
    public void A_mistake_in_the_filter_is_shown_where_it_is()
    {
        var browser = session.Fresh();
        browser.Open(host.Page("/jobs"));

        browser.Press("/");
        browser.Press("type:a staus:dead" + Keys.Enter);

        browser.Reads("#mistake", "did you mean status?");
        Assert.Contains("filter=type", browser.Url.Query, StringComparison.Ordinal);
    }
}
