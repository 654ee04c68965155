using Jobs.Browser.Tests.Chromium;

namespace Jobs.Browser.Tests;

[Collection(BrowserCollection.Name)]
public sealed class ReconnectTests(BrowserSession session, ServedHost host) : IClassFixture<ServedHost>
{
    [BrowserFact]
    public async Task A_page_that_lost_its_host_says_so_and_misses_nothing_when_it_is_back()
    {
        var browser = session.Fresh();
        var before = await host.EnqueueAsync(new { queue = "held", type = "a", payload = 1, tags = new[] { "outage" } });
        browser.Open(host.Page("/jobs?filter=tag:outage"));
        browser.Reads("#live-word", "live");

        await host.RestartAsync(() =>
        {
            browser.Reads("#live-word", "reconnecting");
            return Task.CompletedTask;
        });
        await host.PostAsync($"/api/v1/jobs/{before}/cancel", new { });
        var after = await host.EnqueueAsync(new { queue = "held", type = "a", payload = 2, tags = new[] { "outage" } });

        browser.Reads("#live-word", "live");
        browser.Reads($"tr[data-id='{before}'] .state", "cancelled");
        browser.Reads(".fresh", "1 new");
        browser.Click(".fresh");
        browser.Reads($"tr[data-id='{after}'] .state", "pending");
    }
}
