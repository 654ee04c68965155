using Jobs.Browser.Tests.Chromium;

namespace Jobs.Browser.Tests;

[Collection(BrowserCollection.Name)]
public sealed class FrameTests(BrowserSession session, ServedHost host) : IClassFixture<ServedHost>
{
    [BrowserFact]
    public void The_address_of_the_host_opens_in_a_browser()
    {
        var browser = session.Fresh();

        browser.Open(host.Page("/"));

        browser.Reads("body", "jobs");
        Assert.DoesNotContain(browser.Complaints(), complaint => !complaint.Contains("favicon", StringComparison.Ordinal));
    }
}
