using Jobs.Browser.Tests.Chromium;

namespace Jobs.Browser.Tests;

/// <summary>What senders, workers and handlers write is text to whoever looks at it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class HostileTextTests(BrowserSession session, ServedHost host) : IClassFixture<ServedHost>
{
    private const string Hostile = "<img src=x onerror=window.taken=1><script>window.taken=1</script>'\"&";

    [BrowserFact]
    public async Task Nothing_that_others_wrote_becomes_markup_on_any_page()
    {
        var browser = session.Fresh();
        await host.EnqueueAsync(new
        {
            queue = "held",
            id = "hostile",
            type = Hostile,
            payload = new Dictionary<string, string> { [Hostile] = Hostile },
            tags = new[] { Hostile[..40] },
            partitionKey = Hostile,
            uniqueKey = Hostile,
            maxAttempts = 1,
        });
        var claimed = await host.PostAsync("/api/v1/queues/held/claims", new { worker = Hostile, limit = 1 });
        var running = Look(browser, "/jobs/hostile", "/jobs", "/workers", "/queues/held");
        await host.PostAsync("/api/v1/jobs/hostile/nack", new
        {
            leaseToken = claimed.GetProperty("items")[0].GetProperty("leaseToken").GetString(),
            error = new { type = Hostile, message = Hostile },
        });
        var dead = Look(browser, "/jobs/hostile", "/dead-letters", "/jobs", "/");

        Assert.Empty(running.Concat(dead));
    }

    /// <summary>The pages where something was taken over, or where the policy had to stop it.</summary>
    private List<string> Look(Chromium.Browser browser, params string[] paths)
    {
        var taken = new List<string>();
        foreach (var path in paths)
        {
            browser.Open(host.Page(path));
            browser.One("h1");
            if (browser.Run<bool>("return window.taken === 1 || document.querySelector('img, main script') !== null") || browser.Complaints().Any(complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal)))
                taken.Add(path);
        }

        return taken;
    }
}
