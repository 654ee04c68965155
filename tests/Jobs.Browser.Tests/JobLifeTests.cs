using Jobs.Browser.Tests.Chromium;

namespace Jobs.Browser.Tests;

[Collection(BrowserCollection.Name)]
public sealed class JobLifeTests(BrowserSession session, ServedHost host) : IClassFixture<ServedHost>
{
    [BrowserFact]
    public async Task A_job_that_waits_for_its_retry_is_retried_and_the_page_follows()
    {
        var browser = session.Fresh();
        var id = await host.EnqueueAsync(new { queue = "failing", payload = new { message = "no luck" } });
        browser.Open(host.Page($"/jobs/{id}"));
        browser.Reads(".job-head .state", "retrying");
        browser.Reads(".waiting h2", "Retries in");

        browser.Click("form[data-key='Retry now'] button");

        browser.Reads(".last-error", "attempt 2 of 3");
        browser.Reads(".timeline", "attempt 2");
    }

    [BrowserFact]
    public async Task A_dead_job_is_replayed_with_another_payload_after_its_difference_was_shown()
    {
        var browser = session.Fresh();
        var id = await host.RunAsync(new { queue = "work", type = "fail", payload = new { message = "bad address", permanent = true, digits = 1 } });
        browser.Open(host.Page($"/jobs/{id}#replay"));

        browser.One("#replay-sheet[open]");
        browser.Run<object?>("const field = document.querySelector('#replay-sheet textarea'); field.value = field.value.replace('bad address', 'worse address'); field.dispatchEvent(new Event('input', { bubbles: true }))");
        browser.Reads("#replay-sheet .diff .gone", "bad address");
        browser.Reads("#replay-sheet .diff .new", "worse address");
        browser.Click("#replay-sheet form button:not([type])");

        browser.Reads(".last-error", "worse address");
        browser.Reads(".timeline", "replayed");
        browser.Reads(".facts", "Replays");
    }

    [BrowserFact]
    public async Task What_is_dangerous_says_first_what_will_happen()
    {
        var browser = session.Fresh();
        var id = await host.EnqueueAsync(new { queue = "held", type = "a", payload = 1 });
        browser.Open(host.Page($"/jobs/{id}"));

        browser.Click("[data-opens=sure-cancel]");
        browser.Reads("#sure-cancel", "It will not run.");
        Assert.Equal("pending", await host.StatusAsync(id));
        browser.Click("#sure-cancel button.danger");

        browser.Reads(".job-head .state", "cancelled");
    }

    [BrowserFact]
    public async Task A_waiting_job_is_changed()
    {
        var browser = session.Fresh();
        var id = await host.EnqueueAsync(new { queue = "held", type = "a", payload = new { n = 1 } });
        browser.Open(host.Page($"/jobs/{id}"));

        browser.Click("[data-opens=change-sheet]");
        browser.Type("#change-sheet [name=priority]", "1");
        browser.Click("#change-sheet form button:not([type])");

        browser.Reads(".timeline", "changed");
        Assert.Equal(1, (await host.GetAsync($"/api/v1/jobs/{id}")).GetProperty("priority").GetInt32());
    }

    [BrowserFact]
    public async Task A_refusal_of_the_API_stands_in_the_sheet()
    {
        var browser = session.Fresh();
        var id = await host.EnqueueAsync(new { queue = "held", type = "a", payload = new { n = 1 } });
        browser.Open(host.Page($"/jobs/{id}"));

        browser.Click("[data-opens=change-sheet]");
        browser.Run<object?>("document.querySelector('#change-sheet textarea').value = '{\"n\": '");
        browser.Click("#change-sheet form button:not([type])");

        browser.Reads("#change-sheet .form-problem", "The payload is no JSON");
    }
}
