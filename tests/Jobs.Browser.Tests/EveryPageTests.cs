using Jobs.Browser.Tests.Checks;
using Jobs.Browser.Tests.Chromium;

namespace Jobs.Browser.Tests;

/// <summary>A host with something on every page.</summary>
public sealed class FurnishedHost : ServedHost, IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        var payload = new { to = "ada@example.com", items = new[] { new { sku = "a-b", price = 19.9 } }, note = (string?)null };
        await RunAsync(new { queue = "work", id = "done", payload, tags = new[] { "demo" } });
        await RunAsync(new { queue = "work", id = "died", type = "fail", payload = new { message = "the address of a very long host name does not answer: mail.transactional.example.com:587" } });
        await EnqueueAsync(new { queue = "failing", id = "retrying", payload = new { message = "no luck" }, maxAttempts = 3 });
        await EnqueueAsync(new { queue = "held", id = "waiting", type = "a-type-with-a-rather-long-name.that-has-no-blank", payload, partitionKey = "acme" });
        await EnqueueAsync(new { queue = "held", id = "later", type = "a", payload, delayMs = 3_600_000 });
    }
}

[Collection(BrowserCollection.Name)]
public sealed class EveryPageTests(BrowserSession session, FurnishedHost host) : IClassFixture<FurnishedHost>
{
    private const int FirstLoadBytesMax = 100_000;

    public static TheoryData<string> Pages => new(PagesThere.All);

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public void Whoever_does_not_see_a_page_finds_his_way(string path)
    {
        var browser = session.Fresh();
        browser.Open(host.Page(path));
        browser.One("h1");

        Assert.Empty(PageChecks.Landmarks(browser).Concat(PageChecks.Nameless(browser)).Concat(PageChecks.FocusOrder(browser)));
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public void Text_stands_out_in_light_and_in_dark(string path)
    {
        var browser = session.Fresh();
        var surfaces = new List<string>();
        foreach (var scheme in (string[])["light", "dark"])
        {
            browser.PreferScheme(scheme);
            browser.Open(host.Page(path));
            browser.One("h1");
            surfaces.Add(browser.Run<string>("return getComputedStyle(document.body).backgroundColor"));
            Assert.Empty(PageChecks.Faint(browser));
        }

        Assert.Equal(["rgb(247, 247, 245)", "rgb(18, 19, 21)"], surfaces);
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public void A_screen_of_320_pixels_shows_a_page_without_scrolling_sideways(string path)
    {
        var browser = session.Fresh();
        browser.Resize(320, 640);
        browser.Open(host.Page(path));
        browser.One("h1");

        Assert.Empty(PageChecks.TooWide(browser));
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public void The_first_load_is_small_from_this_host_alone_and_without_complaint(string path)
    {
        var browser = session.Fresh();
        browser.Ask("Network.clearBrowserCache");
        browser.Open(host.Page(path));
        browser.One("h1");

        var bytes = browser.Number("return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, entry) => sum + entry.encodedBodySize, 0)");
        var foreign = browser.Run<IReadOnlyCollection<object>>("return performance.getEntriesByType('resource').map(entry => entry.name).filter(name => !name.startsWith(location.origin) && !name.startsWith('data:'))");

        Assert.InRange(bytes, 1, FirstLoadBytesMax);
        Assert.Empty(foreign);
        Assert.DoesNotContain(browser.Complaints(), complaint => !complaint.Contains($"{PagesThere.NotThere} - Failed to load", StringComparison.Ordinal));
    }
}
