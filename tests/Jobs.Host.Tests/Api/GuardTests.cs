using System.Net;

namespace Jobs.Host.Tests.Api;

public sealed class GuardTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:81")]
    [InlineData("[::1]")]
    [InlineData("jobs.example.org")]
    public async Task Our_own_names_are_answered(string name) =>
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Get, "/health", null, ("Host", name))).Status);

    [Theory]
    [InlineData("evil.example.com")]
    [InlineData("10.0.0.1")]
    [InlineData("localhost.evil.example.com")]
    public async Task Other_names_are_421(string name) =>
        (await host.SendAsync(HttpMethod.Get, "/health", null, ("Host", name))).AssertProblem(HttpStatusCode.MisdirectedRequest, "foreign-host");

    [Fact]
    public async Task A_change_from_another_sites_page_is_403()
    {
        (await host.PostAsync("/api/v1/jobs", "{}", ("Sec-Fetch-Site", "cross-site"))).AssertProblem(HttpStatusCode.Forbidden, "cross-site");
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Get, "/api/v1/queues", null, ("Sec-Fetch-Site", "cross-site"))).Status);
    }

    [Fact]
    public async Task Unknown_paths_are_404_and_other_methods_405()
    {
        (await host.GetAsync("/api/v2/jobs")).AssertProblem(HttpStatusCode.NotFound, "unknown-route");
        (await host.SendAsync(HttpMethod.Put, "/api/v1/jobs")).AssertProblem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Fact]
    public async Task Queues_stats_and_health_say_what_is()
    {
        var queue = await host.GetAsync("/api/v1/queues/work");

        Assert.Equal(4, queue.Json.GetProperty("concurrency").GetInt32());
        Assert.Equal("ready", queue.Text("health"));
        Assert.Equal(5, (await host.GetAsync("/api/v1/queues")).Json.GetProperty("items").GetArrayLength());
        Assert.Equal(5, (await host.GetAsync("/api/v1/stats")).Json.GetProperty("queues").GetArrayLength());
        Assert.Equal("""{"status":"ok"}""", (await host.GetAsync("/health")).Body);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/health/ready")).Status);
        (await host.GetAsync("/api/v1/queues/wrok")).AssertProblem(HttpStatusCode.NotFound, "unknown-queue");
    }
}
