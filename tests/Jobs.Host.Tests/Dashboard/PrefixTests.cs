using System.Net;

namespace Jobs.Host.Tests.Dashboard;

/// <summary>A host that a proxy serves under a path.</summary>
public sealed class PrefixedHost : TestHost
{
    public const string Prefix = "/ops/jobs";

    protected override string MoreConfiguration => $"jobs.host {{ path-prefix = \"{Prefix}\", environment = \"staging <1>\" }}";
}

public sealed class PrefixTests(PrefixedHost host) : IClassFixture<PrefixedHost>
{
    [Theory]
    [InlineData("/queues")]
    [InlineData("/jobs")]
    [InlineData("/dead-letters")]
    [InlineData(PrefixedHost.Prefix + "/queues")]
    [InlineData("/")]
    [InlineData("/queues/work")]
    [InlineData(PrefixedHost.Prefix)]
    [InlineData(PrefixedHost.Prefix + "/queues/work?window=1h")]
    [InlineData(PrefixedHost.Prefix + "/workers")]
    public async Task Every_address_on_a_page_has_the_prefix_whether_the_proxy_strips_it_or_not(string path)
    {
        var page = await host.PageAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.All(Html.Addresses(page.Body), address => Assert.StartsWith(PrefixedHost.Prefix, address, StringComparison.Ordinal));
        Assert.Contains($"data-prefix=\"{PrefixedHost.Prefix}\"", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData(PrefixedHost.Prefix + "/health")]
    [InlineData(PrefixedHost.Prefix + "/api/v1/queues")]
    public async Task The_API_answers_under_the_prefix_and_without_it(string path) => Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(path)).Status);

    [Theory]
    [InlineData("", "/api/v1/jobs/")]
    [InlineData(PrefixedHost.Prefix, PrefixedHost.Prefix + "/api/v1/jobs/")]
    public async Task A_new_job_is_where_it_was_asked_for(string prefix, string begins)
    {
        var created = await host.PostAsync($"{prefix}/api/v1/jobs", """{"queue":"work","payload":1}""");

        Assert.StartsWith(begins, created.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(created.Location.ToString())).Status);
    }

    [Fact]
    public async Task Assets_load_under_the_prefix()
    {
        var address = Html.Addresses((await host.PageAsync("/queues")).Body).First(one => one.EndsWith(".css", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(address)).Status);
    }

    [Fact]
    public async Task The_environment_stands_on_every_page() =>
        Assert.Contains("staging <1>", WebUtility.HtmlDecode((await host.PageAsync("/queues")).Body), StringComparison.Ordinal);
}
