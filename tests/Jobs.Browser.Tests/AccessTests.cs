using System.Security.Cryptography;
using System.Text;
using Jobs.Browser.Tests.Chromium;
using OpenQA.Selenium;

namespace Jobs.Browser.Tests;

/// <summary>A host that wants to be shown a key.</summary>
public sealed class GuardedHost : ServedHost, IAsyncLifetime
{
    public const string OperatorKey = "operator-key-for-tests-0123456789abcdef";
    public const string ReaderKey = "reader-key-for-tests-0123456789abcdefgh";

    protected override string MoreConfiguration => $$"""
        jobs.host.api-keys {
          operator { hash = "{{Hash(OperatorKey)}}", scopes = [admin] }
          reader { hash = "{{Hash(ReaderKey)}}", scopes = [read] }
        }
        """;

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Http.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", OperatorKey);
    }

    private static string Hash(string key) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
}

[Collection(BrowserCollection.Name)]
public sealed class AccessTests(BrowserSession session, GuardedHost host) : IClassFixture<GuardedHost>
{
    [BrowserFact]
    public async Task Who_signs_in_comes_to_the_page_that_he_wanted_and_may_change_what_his_key_says()
    {
        var browser = session.Fresh();
        await host.EnqueueAsync(new { queue = "held", id = "guarded", type = "a", payload = 1 });
        browser.Open(host.Page("/jobs/guarded"));
        browser.Reads("h1", "Sign in");

        SignIn(browser, "a wrong key");
        browser.One("[role=alert]");
        SignIn(browser, GuardedHost.OperatorKey);

        browser.Reads(".subtitle", "guarded");
        browser.Click("[data-opens=sure-cancel]");
        browser.Click("#sure-cancel button.danger");
        browser.Reads(".timeline", "key:operator");
        Assert.DoesNotContain(GuardedHost.OperatorKey, browser.Driver.PageSource, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Who_may_only_read_is_offered_nothing_that_changes()
    {
        var browser = session.Fresh();
        await host.EnqueueAsync(new { queue = "held", id = "looked-at", type = "a", payload = 1 });
        browser.Open(host.Page("/jobs/looked-at"));
        SignIn(browser, GuardedHost.ReaderKey);

        browser.Reads(".subtitle", "looked-at");
        Assert.Empty(browser.All(".job-head .actions button"));
        browser.Open(host.Page("/jobs?filter=id:looked-at"));
        browser.One("tr[data-id='looked-at']");
        Assert.Empty(browser.All("[data-bulk]"));
    }

    private static void SignIn(Chromium.Browser browser, string key)
    {
        browser.Type("#key", key);
        browser.One("#key").SendKeys(Keys.Enter);
    }
}

/// <summary>A host that takes no changes, behind a proxy that serves it under a path.</summary>
public sealed class ReadOnlyHost : ServedHost
{
    public const string Prefix = "/ops/jobs";

    protected override string MoreConfiguration => $"jobs.host {{ read-only = on, path-prefix = \"{Prefix}\", environment = staging }}";
}

[Collection(BrowserCollection.Name)]
public sealed class ReadOnlyTests(BrowserSession session, ReadOnlyHost host) : IClassFixture<ReadOnlyHost>
{
    [BrowserFact]
    public void A_host_that_takes_no_changes_offers_none()
    {
        var browser = session.Fresh();
        browser.Open(host.Page($"{ReadOnlyHost.Prefix}/dead-letters"));
        browser.One("h1");
        Assert.Empty(browser.All("main button:not(.filters button)"));
    }

    [BrowserFact]
    public void Under_a_path_every_link_leads_to_a_page_and_updates_come()
    {
        var browser = session.Fresh();
        browser.Open(host.Page($"{ReadOnlyHost.Prefix}/jobs"));
        browser.Reads("#live-word", "live");

        foreach (var link in browser.Run<IReadOnlyCollection<object>>("return [...document.querySelectorAll('nav a')].map(a => a.getAttribute('href'))").Cast<string>())
            Assert.StartsWith($"{ReadOnlyHost.Prefix}/", link, StringComparison.Ordinal);
        browser.Click("nav a[href$='/dead-letters']");
        browser.Reads("h1", "Dead letters");
        Assert.Equal($"{ReadOnlyHost.Prefix}/dead-letters", browser.Url.AbsolutePath);
    }
}
