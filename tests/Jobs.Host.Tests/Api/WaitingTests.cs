using System.Text.Json;
using Jobs.Host.Tests.Commands;

namespace Jobs.Host.Tests.Api;

public sealed class WaitingTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_job_says_why_it_does_not_run()
    {
        var until = TimeProvider.System.GetUtcNow().AddHours(1).UtcDateTime.ToString("O");
        await host.PostAsync("/api/v1/queues/idle/pause", $$"""{"reason":"repair","until":"{{until}}"}""");
        await host.PostAsync("/api/v1/jobs", """{"queue":"idle","type":"echo","id":"why-0","payload":1}""");
        await host.PostAsync("/api/v1/jobs", """{"queue":"idle","type":"echo","id":"why-1","payload":1}""");

        var detail = $"the queue is paused by api until {until}: repair";
        Assert.Equal($$"""{"reason":"paused","detail":"{{detail}}","position":2,"expectedStartAt":"{{until}}"}""", Waiting((await host.GetAsync("/api/v1/jobs/why-1")).Json));
        Assert.Equal(
            $$"""{"reason":"paused","detail":"{{detail}}","position":null,"expectedStartAt":"{{until}}"}""",
            Waiting((await host.GetAsync("/api/v1/jobs?queue=idle")).Json.GetProperty("items")[0]));
        Assert.Equal([$"waiting        paused: {detail}", $"starts         {until[..10]} {until[11..19]} as number 2"], await ShowWaitingAsync("why-1"));
    }

    [Fact]
    public async Task A_scheduled_job_says_when_and_one_that_has_ended_nothing()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"why-2","payload":1,"runAt":"2126-01-31T08:00:00Z"}""");
        Assert.Equal(
            """{"reason":"time","detail":"it is to run at 2126-01-31T08:00:00.0000000Z","position":null,"expectedStartAt":"2126-01-31T08:00:00.0000000Z"}""",
            Waiting((await host.GetAsync("/api/v1/jobs/why-2")).Json));
        Assert.Equal(["waiting        time: it is to run at 2126-01-31T08:00:00.0000000Z", "starts         2126-01-31 08:00:00"], await ShowWaitingAsync("why-2"));

        await host.PostAsync("/api/v1/jobs/why-2/cancel");
        Assert.Equal("null", Waiting((await host.GetAsync("/api/v1/jobs/why-2")).Json));
        Assert.Empty(await ShowWaitingAsync("why-2"));
    }

    private static string Waiting(JsonElement job) => job.GetProperty("waiting").GetRawText();

    private async Task<IEnumerable<string>> ShowWaitingAsync(string id) => (await CommandRun.AsyncOn(host, "jobs", "show", id)).Out
        .Split('\n')
        .Select(line => line.TrimEnd())
        .Where(line => line.StartsWith("waiting", StringComparison.Ordinal) || line.StartsWith("starts", StringComparison.Ordinal));
}
