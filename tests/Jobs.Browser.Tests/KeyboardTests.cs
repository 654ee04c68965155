using Jobs.Browser.Tests.Chromium;

namespace Jobs.Browser.Tests;

[Collection(BrowserCollection.Name)]
public sealed class KeyboardTests(BrowserSession session, ServedHost host) : IClassFixture<ServedHost>
{
    [BrowserFact]
    public void A_question_mark_shows_what_the_keyboard_does()
    {
        var browser = session.Fresh();
        browser.Open(host.Page("/"));

        browser.Press("?");

        browser.Reads("dialog[open]", "pauses and resumes the updates");
        browser.Press(OpenQA.Selenium.Keys.Escape);
        browser.Gone("dialog[open]");
    }

    [BrowserFact]
    public void G_and_a_letter_open_a_page_but_not_while_one_types()
    {
        var browser = session.Fresh();
        browser.Open(host.Page("/"));

        browser.Press("gq");
        browser.Reads("h1", "Queues");
        browser.Press("/");
        browser.Press("gw?");

        Assert.Equal("gw?", browser.One("[data-filter]").GetDomProperty("value"));
        Assert.Equal("/queues", browser.Url.AbsolutePath);
    }

    [BrowserFact]
    public void Rows_of_a_table_are_walked_and_opened()
    {
        var browser = session.Fresh();
        browser.Open(host.Page("/queues"));

        browser.Press("jjk");
        Assert.Equal("failing", browser.Run<string>("return document.activeElement.dataset.key"));
        browser.Press(OpenQA.Selenium.Keys.Enter);

        browser.Reads("h1", "failing");
    }

    [BrowserFact]
    public void The_theme_is_kept_and_rendered_by_the_server_so_that_nothing_flashes()
    {
        var browser = session.Fresh();
        browser.Open(host.Page("/"));

        browser.Run<object>("const choice = document.getElementById('theme'); choice.value = 'dark'; choice.dispatchEvent(new Event('change')); return ''");
        browser.Open(host.Page("/queues"));

        Assert.Equal("rgb(18, 19, 21)", browser.Run<string>("return getComputedStyle(document.body).backgroundColor"));
        Assert.Contains("data-theme=\"dark\"", browser.Run<string>("return fetch(location.href, { headers: { accept: 'text/html' } }).then(answer => answer.text())"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public void Times_are_local_or_UTC_as_the_reader_says()
    {
        var browser = session.Fresh();
        browser.Ask("Emulation.setTimezoneOverride", new() { ["timezoneId"] = "Asia/Tokyo" });
        browser.Open(host.Page("/"));
        string Mark() => browser.Run<string>("return document.querySelector('[data-moment]').textContent");
        var local = Mark();

        browser.Press("u");
        var utc = Mark();
        browser.Ask("Emulation.setTimezoneOverride", new() { ["timezoneId"] = "" });

        var apart = TimeSpan.Parse(local, System.Globalization.CultureInfo.InvariantCulture) - TimeSpan.Parse(utc, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(apart, (TimeSpan[])[TimeSpan.FromHours(9), TimeSpan.FromHours(-15)]);
    }
}
