using System.Net;

namespace Jobs.Host.Tests.Access;

public sealed class KeyTests(GuardedHost host, SlowHost slow) : IClassFixture<GuardedHost>, IClassFixture<SlowHost>
{
    private const string Job = """{"queue":"work","payload":1,"delayMs":3600000}""";

    [Theory]
    [InlineData("Authorization", "Bearer jobs_wrong")]
    [InlineData("Authorization", "Basic dXNlcjpwYXNz")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("X-Api-Key", "jobs_of-admin-0123456789abcdef0123456789abcdef")]
    public async Task What_is_no_key_of_ours_is_401_and_is_told_how(string header, string value)
    {
        using var client = host.NewClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        using var response = await client.GetAsync("/api/v1/queues");

        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        (await Reply.ReadAsync(response)).AssertProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Histories_name_the_key_and_believe_no_header()
    {
        var job = await host.SendAsync("POST", "/api/v1/jobs", GuardedHost.KeyOf("enqueue"), Job, ("X-User", "root"), ("From", "root"));
        Assert.Equal(HttpStatusCode.Created, job.Status);
        var cancelled = await host.SendAsync("POST", $"/api/v1/jobs/{job.Text("id")}/cancel", GuardedHost.KeyOf("operate"));

        var history = cancelled.Json.GetProperty("history").EnumerateArray().Select(entry => entry.GetProperty("by").GetString()).ToArray();
        Assert.Equal("key:enqueue", history[0]);
        Assert.Equal("key:operate", history[^1]);
    }

    [Fact]
    public async Task Who_keeps_on_without_a_valid_key_is_429_and_a_valid_one_still_works()
    {
        using var client = host.NewClient();
        var last = HttpStatusCode.OK;
        for (var i = 0; i <= Host.Access.Refusals.PerAddress.Max; i++)
        {
            using var response = await client.GetAsync("/api/v1/queues");
            last = response.StatusCode;
            if (last == HttpStatusCode.TooManyRequests)
                Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {GuardedHost.KeyOf("read")}");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/queues")).StatusCode);
    }

    [Fact]
    public async Task A_key_over_its_limit_is_429_wherever_it_is_used_and_others_are_not()
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await slow.SendAsync("GET", "/api/v1/queues", GuardedHost.KeyOf("read"))).Status);

        var refused = await slow.SendAsync("GET", "/api/v1/queues", GuardedHost.KeyOf("read"));
        refused.AssertProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.InRange(refused.RetryAfter!.Value.TotalMinutes, 1, 20);
        Assert.Equal(HttpStatusCode.OK, (await slow.SendAsync("GET", "/api/v1/queues", GuardedHost.KeyOf("admin"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await slow.SendAsync("GET", "/health/live", GuardedHost.KeyOf("read"))).Status);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://evil.example.com")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "null")]
    public async Task A_change_and_a_WebSocket_from_another_sites_page_are_403_even_with_a_key(string header, string value)
    {
        (await host.SendAsync("POST", "/api/v1/jobs", GuardedHost.KeyOf("admin"), Job, (header, value))).AssertProblem(HttpStatusCode.Forbidden, "cross-site");
        (await host.SendAsync("GET", "/api/v1/queues", GuardedHost.KeyOf("admin"), null, (header, value), ("Upgrade", "websocket"), ("Connection", "Upgrade"))).AssertProblem(HttpStatusCode.Forbidden, "cross-site");
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync("GET", "/api/v1/queues", GuardedHost.KeyOf("admin"), null, (header, value))).Status);
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_to_refuse()
    {
        using var client = host.NewClient();
        foreach (var path in (string[])["/health", "/api/v1/queues", "/login", "/nothing"])
        {
            using var response = await client.GetAsync(path);
            Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
            Assert.True(response.Headers.CacheControl!.NoStore);
        }
    }
}
