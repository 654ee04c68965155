using System.Net;
using System.Text.Json;

namespace Jobs.Host.Tests.Api;

public sealed class StatsTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Stats_count_what_happened_within_the_window_beside_what_there_is()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"stats-1","type":"echo","payload":1}""");
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"stats-2","type":"fail","payload":{"message":"no","permanent":true}}""");
        await host.EndAsync("stats-1", "work");
        await host.EndAsync("stats-2", "work");

        var reply = await host.GetAsync("/api/v1/stats?window=15m");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(900_000, reply.Json.GetProperty("windowMs").GetInt32());
        var work = reply.Json.GetProperty("queues").EnumerateArray().Single(queue => queue.GetProperty("name").GetString() == "work");
        Assert.Equal((2, 1, 1, 1), (Number(work, "enqueued"), Number(work, "completed"), Number(work, "failed"), Number(work, "dead")));
        Assert.Equal(1, Number(work.GetProperty("counts"), "completed"));
        Assert.True(Number(work.GetProperty("run"), "p99Ms") >= Number(work.GetProperty("run"), "p50Ms"));
        var slow = reply.Json.GetProperty("queues").EnumerateArray().Single(queue => queue.GetProperty("name").GetString() == "slow");
        Assert.Equal((0, JsonValueKind.Null), (Number(slow, "enqueued"), slow.GetProperty("wait").ValueKind));
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("?window=60m", 1)]
    [InlineData("?window=60m&step=5m", 5)]
    [InlineData("?window=30d", 360)]
    public async Task A_series_has_steps_that_people_read_well(string query, int minutes)
    {
        var series = (await host.GetAsync($"/api/v1/stats/series{query}")).Json;

        Assert.Equal(minutes * 60_000, Number(series, "stepMs"));
        var at = series.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("at").GetDateTimeOffset()).ToList();
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.Equal(TimeSpan.FromMinutes(minutes), pair.Second - pair.First));
        Assert.InRange(at.Count, 2, 160);
    }

    [Fact]
    public async Task A_series_of_one_queue_has_its_numbers_in_its_last_steps()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"idle","id":"stats-3","type":"echo","payload":1}""");

        var series = (await host.GetAsync("/api/v1/stats/series?queue=idle&window=10m&step=1m")).Json;

        Assert.Equal(1, series.GetProperty("points").EnumerateArray().Sum(point => Number(point, "enqueued")));
        (await host.GetAsync("/api/v1/stats/series?queue=nobody")).AssertProblem(HttpStatusCode.NotFound, "unknown-queue");
    }

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
