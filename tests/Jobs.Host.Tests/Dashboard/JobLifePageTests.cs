using System.Net;
using System.Text.Json;

namespace Jobs.Host.Tests.Dashboard;

/// <summary>A host whose team keeps logs elsewhere.</summary>
public sealed class LinkedHost : TestHost
{
    protected override string MoreConfiguration => "jobs.host.links.logs = \"https://logs.example.org/?q={jobId}\"";
}

public sealed class JobLinkTests(LinkedHost host) : IClassFixture<LinkedHost>
{
    [Fact]
    public async Task A_job_leads_to_its_logs_where_the_team_keeps_them()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"partners","id":"logged","type":"a","payload":1}""");

        Assert.Contains("https://logs.example.org/?q=logged", Html.Addresses((await host.PageAsync("/jobs/logged")).Body));
    }
}

public sealed class JobLifePageTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_job_that_died_shows_its_error_first_and_each_attempt_in_the_timeline()
    {
        await host.RunAsync("""{"queue":"work","id":"life-dead","type":"fail","payload":{"message":"the printer is on fire"}}""");

        var page = (await host.PageAsync("/jobs/life-dead")).Body;

        Assert.Equal("fail", Html.Heading(page));
        Assert.True(page.IndexOf("the printer is on fire", StringComparison.Ordinal) < page.IndexOf("facts-title", StringComparison.Ordinal), "The error stands below the facts.");
        foreach (var step in (string[])["enqueued", "started", "failed", "died"])
            Assert.Contains($">{step}</span>", page, StringComparison.Ordinal);
        Assert.Contains("attempt 2", page, StringComparison.Ordinal);
        Assert.Contains("The job is dead. It went from pending to processing 2 times", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"queue":"partners","id":"may-pending","type":"a","payload":1}""", "Change…,Cancel…")]
    [InlineData("""{"queue":"partners","id":"may-scheduled","type":"a","payload":1,"delayMs":3600000}""", "Run now,Change…,Cancel…")]
    public async Task Only_what_is_allowed_now_is_offered(string job, string actions)
    {
        var id = JsonDocument.Parse(job).RootElement.GetProperty("id").GetString();
        await host.PostAsync("/api/v1/jobs", job);

        Assert.Equal(actions.Split(','), await ActionsAsync($"/jobs/{id}"));
    }

    [Fact]
    public async Task A_job_that_completed_can_run_again_or_be_deleted_after_a_second_step()
    {
        await host.RunAsync("""{"queue":"work","id":"may-completed","payload":{"n":1.10,"long":123456789012345678901234567890}}""");

        Assert.Equal(["Run again…", "Delete…"], await ActionsAsync("/jobs/may-completed"));
    }

    [Fact]
    public async Task Payload_and_result_keep_every_digit()
    {
        await host.RunAsync("""{"queue":"work","id":"digits","payload":{"n":1.10,"long":123456789012345678901234567890}}""");

        var page = (await host.PageAsync("/jobs/digits")).Body;

        Assert.Equal(3, page.Split(">1.10<").Length);
        Assert.Equal(3, page.Split(">123456789012345678901234567890<").Length);
    }

    [Fact]
    public async Task What_senders_and_handlers_wrote_is_text()
    {
        const string hostile = "</pre><script>alert(1)</script>'\"`${x}";
        await host.RunAsync(JsonSerializer.Serialize(new { queue = "work", id = "hostile-life", type = "fail", payload = new Dictionary<string, string> { ["message"] = hostile, [hostile] = hostile }, tags = new[] { hostile }, partitionKey = hostile }));

        var page = (await host.PageAsync("/jobs/hostile-life")).Body;

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("</pre><script", page, StringComparison.Ordinal);
        Assert.Contains(hostile, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Empty(Html.Inline(page));
    }

    [Fact]
    public async Task An_unknown_job_answers_404_with_a_way_on()
    {
        var page = await host.PageAsync("/jobs/nobody");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("/jobs?filter=text%3Anobody", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_in_several_queues_names_them()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"partners","id":"twin","type":"a","payload":1}""");
        await host.PostAsync("/api/v1/jobs", """{"queue":"slow","id":"twin","type":"a","payload":1}""");

        var page = await host.PageAsync("/jobs/twin");

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("/jobs/twin?queue=partners", page.Body, StringComparison.Ordinal);
        Assert.Contains("/jobs/twin?queue=slow", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_waiting_job_says_why_it_does_not_run()
    {
        await host.PostAsync("/api/v1/queues/left/pause", """{"reason":"the moon is full"}""");
        await host.PostAsync("/api/v1/jobs", """{"queue":"left","id":"waits","type":"a","payload":1}""");

        Assert.Contains("the moon is full", (await host.PageAsync("/jobs/waits")).Body, StringComparison.Ordinal);
    }

    /// <summary>What the buttons at the top say.</summary>
    private async Task<IReadOnlyList<string>> ActionsAsync(string path)
    {
        var page = WebUtility.HtmlDecode((await host.PageAsync(path)).Body);
        var start = page.IndexOf("<div class=\"actions\">", StringComparison.Ordinal);
        var bar = page[start..page.IndexOf("</div>", start, StringComparison.Ordinal)];
        return [.. bar.Split("</button>")[..^1].Select(button => button[(button.LastIndexOf('>') + 1)..])];
    }
}
