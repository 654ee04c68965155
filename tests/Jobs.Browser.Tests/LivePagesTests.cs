using Jobs.Browser.Tests.Chromium;

namespace Jobs.Browser.Tests;

[Collection(BrowserCollection.Name)]
public sealed class LivePagesTests(BrowserSession session, ServedHost host) : IClassFixture<ServedHost>
{
    [BrowserFact]
    public async Task The_overview_counts_a_job_while_one_looks_and_not_while_it_is_paused()
    {
        var browser = Live("/");
        await host.EnqueueAsync(new { queue = "held", type = "a", payload = 1 });
        browser.Until(() => Pending(browser) > 0 ? "yes" : null, "the job is counted");

        browser.Press("p");
        browser.Reads("#live", "paused");
        var before = Pending(browser);
        await host.EnqueueAsync(new { queue = "held", type = "a", payload = 2 });
        await host.RunAsync(new { queue = "work", type = "echo", payload = 1 });
        Assert.Equal(before, Pending(browser));

        browser.Press("p");
        browser.Until(() => Pending(browser) == before + 1 ? "yes" : null, "what happened meanwhile is counted");
    }

    [BrowserFact]
    public void A_chart_is_read_with_the_arrow_keys_and_stays_where_it_is_while_the_page_changes()
    {
        var browser = Live("/");

        browser.Run<object>("document.querySelector('.plot').focus(); return ''");
        browser.Press(OpenQA.Selenium.Keys.ArrowLeft + OpenQA.Selenium.Keys.ArrowLeft);
        browser.Reads(".readout", "completed");
        var read = browser.One(".readout").Text;
        var ticks = browser.Number("window.seen = 0; document.addEventListener('jobs:patched', () => window.seen++); return window.seen");
        browser.Until(() => browser.Number("return window.seen") > ticks ? "yes" : null, "the page has been patched");

        Assert.Equal(read[..5], browser.One(".readout").Text[..5]);
        Assert.Equal("plot", browser.Run<string>("return document.activeElement.getAttribute('class')"));
    }

    [BrowserFact]
    public async Task A_queue_is_paused_with_a_reason_after_it_was_said_what_that_means()
    {
        var browser = Live("/queues/work");

        browser.Click("[data-opens=pause]");
        browser.Reads("dialog[open]", "starts none until it is resumed");
        browser.Type("dialog[open] [name=reason]", "the <b>partner</b> is down");
        browser.Click("dialog[open] form button");

        browser.Reads("main", "Paused: jobs are taken and none is started.");
        browser.Reads("main", "the <b>partner</b> is down");
        Assert.True((await host.GetAsync("/api/v1/queues/work")).GetProperty("paused").GetBoolean());

        browser.Click("[data-opens=resume]");
        browser.Click("dialog[open] form button");
        browser.Reads(".head", "open");
    }

    [BrowserFact]
    public async Task Only_the_limit_that_was_changed_is_changed()
    {
        var browser = Live("/queues/failing");

        browser.Click("[data-opens=limits]");
        browser.Type("dialog[open] [name=concurrency]", "7");
        browser.Click("dialog[open] form button");
        browser.Reads(".facts", "changed while running");

        var queue = await host.GetAsync("/api/v1/queues/failing");
        Assert.Equal(7, queue.GetProperty("concurrency").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, queue.GetProperty("rateLimit").ValueKind);
        browser.Click("[data-opens=reset]");
        browser.Click("dialog[open] form button");
        browser.Reads(".facts", "as configured");
    }

    [BrowserFact]
    public async Task The_tail_tells_what_happens_and_what_the_words_ask_for()
    {
        var browser = Live("/tail");

        await host.RunAsync(new { queue = "work", id = "told", type = "echo", payload = "<i>x</i>" });
        browser.Reads("#tail", "job.completed");
        Assert.Contains("job.enqueued", browser.One("#tail").Text, StringComparison.Ordinal);
        browser.Type("#tail-filter input", "completed work");

        Assert.DoesNotContain("job.enqueued", browser.One("#tail").Text, StringComparison.Ordinal);
        Assert.Contains("text=completed", browser.Url.Query, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_tail_does_not_move_under_the_pointer()
    {
        var browser = Live("/tail");
        await host.RunAsync(new { queue = "work", id = "first", type = "echo", payload = 1 });
        browser.Reads("#tail", "first");
        browser.Run<object>("document.querySelector('#tail a').focus(); return ''");
        var rows = browser.All("#tail tr").Count;

        await host.RunAsync(new { queue = "work", id = "second", type = "echo", payload = 1 });
        browser.Reads(".fresh", "new");
        Assert.Equal(rows, browser.All("#tail tr").Count);
        browser.Press(".");

        browser.Reads("#tail", "second");
        browser.Gone(".fresh:not([hidden])");
    }

    [BrowserFact]
    public void Scripts_write_numbers_and_durations_as_the_server_does()
    {
        var browser = Live("/");
        foreach (var value in (double[])[0, 1, 250, 999, 1000, 4250, 9950, 42_900, 60_000, 90_000, 3_600_000, 5_400_000, 183_600_000])
        {
            var (duration, number) = (Format(browser, "duration", value), Format(browser, "number", value));
            Assert.Equal(Shown(value, "duration"), duration);
            Assert.Equal(Shown(value, "number"), number);
        }
    }

    private static string Format(Chromium.Browser browser, string what, double value) => browser.Run<string>(
        "return import(document.querySelector('script[src$=\"main.js\"]').src.replace('main.js', 'format.js')).then(format => format[arguments[0]](arguments[1]))", what, value);

    private static string Shown(double value, string what) => what == "duration"
        ? Jobs.Host.Dashboard.Shown.Duration(TimeSpan.FromMilliseconds(value))
        : Jobs.Host.Dashboard.Shown.Number((long)value);

    private static long Pending(Chromium.Browser browser) => long.Parse(browser.One(".counters a .number").Text, System.Globalization.CultureInfo.InvariantCulture);

    private Chromium.Browser Live(string path)
    {
        var browser = session.Fresh();
        browser.Open(host.Page(path));
        browser.Reads("#live", "live");
        return browser;
    }
}
