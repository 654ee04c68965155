using System.Net;

namespace Jobs.Host.Tests.Api;

public sealed class BatchTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Items_are_answered_in_order_and_a_bad_one_spoils_only_itself()
    {
        var reply = await host.PostAsync("/api/v1/jobs/batch", """{"jobs":[{"payload":1,"id":"b1"},{"payload":2,"priority":11},{"payload":3,"type":"nobody"},7,{"payload":1,"id":"b1"}],"queue":"work"}""");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        var items = reply.Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([true, false, false, false, false], items.Select(item => item.GetProperty("created").GetBoolean()));
        Assert.Equal("invalid-request", items[1].GetProperty("error").GetProperty("type").GetString());
        Assert.Contains("jobs[1].priority", items[1].GetProperty("error").GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("unknown-type", items[2].GetProperty("error").GetProperty("type").GetString());
        Assert.Equal("invalid-request", items[3].GetProperty("error").GetProperty("type").GetString());
        Assert.True(items[4].GetProperty("deduplicated").GetBoolean());
    }

    [Theory]
    [InlineData("""{"payload":2,"priority":11}""", "jobs[1]")]
    [InlineData("""{"payload":3,"type":"nobody"}""", "jobs[1]")]
    public async Task One_bad_item_refuses_an_atomic_batch_and_is_named(string bad, string named)
    {
        var reply = await host.PostAsync("/api/v1/jobs/batch", $$"""{"queue":"idle","atomic":true,"jobs":[{"payload":1,"type":"echo"},{{bad}}]}""");

        reply.AssertProblem(HttpStatusCode.UnprocessableEntity, "batch-refused");
        Assert.Contains(named, reply.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(0, (await host.GetAsync("/api/v1/jobs?queue=idle")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_thousand_jobs_are_one_batch_and_one_more_is_too_many()
    {
        var full = await host.PostAsync("/api/v1/jobs/batch", Batch(1000));
        var over = await host.PostAsync("/api/v1/jobs/batch", Batch(1001));

        Assert.Equal(1000, full.Json.GetProperty("items").EnumerateArray().Count(item => item.GetProperty("created").GetBoolean()));
        over.AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Theory]
    [InlineData("""{"queue":"work","jobs":[]}""")]
    [InlineData("""{"queue":"work"}""")]
    [InlineData("""{"jobs":[{"payload":1}]}""")]
    [InlineData("""{"queue":"work","jobs":[{"payload":1}],"atomic":"yes"}""")]
    [InlineData("""{"queue":"work","jobs":[{"payload":1}""")]
    public async Task A_batch_that_is_none_is_400(string body) =>
        (await host.PostAsync("/api/v1/jobs/batch", body)).AssertProblem(HttpStatusCode.BadRequest, "invalid-request");

    private static string Batch(int jobs) => $$"""{"queue":"work","jobs":[{{string.Join(',', Enumerable.Repeat("{\"payload\":1}", jobs))}}]}""";
}
