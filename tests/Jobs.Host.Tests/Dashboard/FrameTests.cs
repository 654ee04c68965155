using System.Net;

namespace Jobs.Host.Tests.Dashboard;

public sealed class FrameTests(TestHost host) : IClassFixture<TestHost>
{
    private const int FirstLoadBytesMax = 100_000;

    [Theory]
    [InlineData("/", "Overview")]
    [InlineData("/?window=24h", "Overview")]
    [InlineData("/queues", "Queues")]
    [InlineData("/jobs", "Jobs")]
    [InlineData("/dead-letters", "Dead letters")]
    [InlineData("/queues/work", "work")]
    [InlineData("/queues/partners?window=1h", "partners")]
    [InlineData("/workers", "Workers")]
    [InlineData("/workers?queue=work", "Workers")]
    [InlineData("/tail", "Live")]
    [InlineData("/configuration", "Configuration")]
    public async Task Each_page_answers_with_its_title_and_one_heading(string path, string title)
    {
        var page = await host.PageAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("text/html", page.ContentType);
        Assert.Equal($"{title} · Jobs", Html.Title(page.Body));
        Assert.Equal(title, Html.Heading(page.Body));
        Assert.Equal(2, page.Body.Split("<h1").Length);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/queues")]
    [InlineData("/jobs")]
    [InlineData("/dead-letters")]
    [InlineData("/queues/work")]
    [InlineData("/workers")]
    [InlineData("/tail")]
    [InlineData("/configuration")]
    public async Task No_page_has_script_or_style_in_itself_and_the_policy_would_stop_it(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        using var response = await host.Http.SendAsync(request);

        Assert.Empty(Html.Inline(await response.Content.ReadAsStringAsync()));
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/queues")]
    [InlineData("/jobs")]
    [InlineData("/dead-letters")]
    [InlineData("/")]
    [InlineData("/tail")]
    public async Task The_first_load_of_a_page_is_small_and_comes_from_this_host_alone(string path)
    {
        var page = (await host.PageAsync(path)).Body;
        var assets = Html.Addresses(page).Where(address => address.Contains("/assets/", StringComparison.Ordinal)).Distinct().ToList();

        var bytes = page.Length;
        foreach (var asset in assets)
        {
            using var response = await host.Http.GetAsync(asset);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.Headers.CacheControl!.ToString().Contains("immutable", StringComparison.Ordinal), $"{asset} is asked for again and again.");
            bytes += (await response.Content.ReadAsByteArrayAsync()).Length;
        }

        Assert.True(assets.Count > 5, "The page names no modules.");
        Assert.InRange(bytes, 1, FirstLoadBytesMax);
        Assert.All(Html.Addresses(page), address => Assert.StartsWith("/", address, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/queues")]
    [InlineData("/jobs")]
    [InlineData("/dead-letters")]
    public async Task Every_module_that_another_one_imports_is_fetched_at_once_with_the_page(string path)
    {
        var page = (await host.PageAsync(path)).Body;
        var named = Html.Addresses(page).Where(address => address.EndsWith(".js", StringComparison.Ordinal)).ToList();

        foreach (var module in named)
        {
            var text = (await host.GetAsync(module)).Body;
            foreach (var import in text.Split('\n').Where(line => line.Contains(" from './", StringComparison.Ordinal)))
                Assert.Contains(named, address => address.EndsWith('/' + import.Split("'./")[1].Split('\'')[0], StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_asset_that_the_browser_has_is_not_sent_again_and_one_of_another_version_is_not_there()
    {
        var address = Html.Addresses((await host.PageAsync("/queues")).Body).First(one => one.EndsWith(".css", StringComparison.Ordinal));
        using var first = await host.Http.GetAsync(address);
        var again = await host.SendAsync(HttpMethod.Get, address, null, ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal((HttpStatusCode.NotModified, ""), (again.Status, again.Body));
        (await host.GetAsync("/assets/000000000000/jobs.css")).AssertProblem(HttpStatusCode.NotFound, "unknown-route");
    }

    [Fact]
    public async Task A_fragment_is_the_page_without_its_frame()
    {
        var fragment = await host.PageAsync("/queues?fragment=main");

        Assert.StartsWith("<h1", fragment.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<nav", fragment.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dark", "dark")]
    [InlineData("light", "light")]
    [InlineData("purple", "system")]
    public async Task The_theme_of_the_cookie_is_rendered_so_that_nothing_flashes(string cookie, string theme)
    {
        var page = await host.SendAsync(HttpMethod.Get, "/queues", null, ("Accept", "text/html"), ("Cookie", $"jobs-theme={cookie}"));

        Assert.Contains($"data-theme=\"{theme}\"", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/queues/nowhere")]
    [InlineData("/nowhere")]
    public async Task A_page_that_is_not_there_says_so_as_a_page(string path)
    {
        var page = await host.PageAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.Status, page.ContentType));
        Assert.Contains("nowhere", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_is_a_page_for_browsers_and_JSON_for_programs()
    {
        Assert.Equal("application/json", (await host.GetAsync("/")).ContentType);
        Assert.Equal("text/html", (await host.PageAsync("/")).ContentType);
    }

    [Fact]
    public async Task What_people_wrote_is_text_on_a_page()
    {
        const string hostile = "<script>alert('x')</script>\"'&<!--";
        await host.PostAsync("/api/v1/jobs", """{"queue":"left","type":"a","payload":1}""");
        await host.PostAsync("/api/v1/queues/left/pause", System.Text.Json.JsonSerializer.Serialize(new { reason = hostile }));

        foreach (var path in (string[])["/", "/queues", "/queues/left"])
        {
            var page = (await host.PageAsync(path)).Body;
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.Contains(hostile, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }
    }
}
