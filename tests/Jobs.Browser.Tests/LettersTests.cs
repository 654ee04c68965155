using Jobs.Browser.Tests.Chromium;

namespace Jobs.Browser.Tests;

[Collection(BrowserCollection.Name)]
public sealed class LettersTests(BrowserSession session, ServedHost host) : IClassFixture<ServedHost>
{
    [BrowserFact]
    public async Task One_letter_is_replayed_and_leaves_the_list()
    {
        var browser = session.Fresh();
        var id = await host.DieAsync("held", "comes-back");
        browser.Open(host.Page("/dead-letters?filter=type:comes-back"));

        browser.Click($"tr[data-key='held/{id}'] button");

        browser.Gone($"tr[data-key='held/{id}']:not(.gone)");
        Assert.Equal("pending", await host.StatusAsync(id));
    }
}
