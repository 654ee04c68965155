using System.Net;
using Jobs.Host.Access;

namespace Jobs.Host.Tests.Access;

public sealed class SignInTests(GuardedHost host) : IClassFixture<GuardedHost>
{
    [Fact]
    public async Task A_key_gives_a_cookie_that_no_script_reads_and_no_other_site_sends()
    {
        using var client = host.NewClient();
        using var signedIn = await SignInAsync(client, GuardedHost.KeyOf("read"), "/jobs?filter=a");

        Assert.Equal((HttpStatusCode.SeeOther, "/jobs?filter=a"), (signedIn.StatusCode, signedIn.Headers.Location!.ToString()));
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        foreach (var word in (string[])["httponly", "samesite=strict", "path=/", "max-age="])
            Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(GuardedHost.KeyOf("read"), cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_with_TLS_the_cookie_is_secure()
    {
        using var client = host.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var signedIn = await SignInAsync(client, GuardedHost.KeyOf("read"));

        Assert.Contains("secure", signedIn.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_cookie_reads_until_it_is_signed_out()
    {
        using var client = host.NewClient();
        await UseCookieAsync(client, "read");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/queues")).StatusCode);

        using var signedOut = await client.PostAsync("/logout", null);
        Assert.Equal("/login", signedOut.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/queues")).StatusCode);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://evil.example.com", HttpStatusCode.Forbidden)]
    [InlineData("X-Jobs-Antiforgery", "guessed", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Origin", "ours", HttpStatusCode.OK)]
    public async Task A_change_with_the_cookie_has_to_prove_that_a_page_of_ours_made_it(string? header, string? value, HttpStatusCode expected)
    {
        using var client = host.NewClient();
        await UseCookieAsync(client, "operate");
        using var change = new HttpRequestMessage(HttpMethod.Post, "/api/v1/queues/work/resume");
        if (header is not null)
            change.Headers.TryAddWithoutValidation(header, value == "ours" ? host.Address.GetLeftPart(UriPartial.Authority) : value);

        using var response = await client.SendAsync(change);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_wrong_key_gives_the_form_again_with_401_and_no_cookie()
    {
        using var client = host.NewClient();
        using var refused = await SignInAsync(client, "jobs_<b>wrong</b>", "/jobs\"><script>");
        var page = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/jobs?filter=a%20b", "/jobs?filter=a%20b")]
    [InlineData("//evil.example.com", "/")]
    [InlineData("/\\evil.example.com", "/")]
    [InlineData("https://evil.example.com", "/")]
    [InlineData("/a\r\nSet-Cookie: x=y", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void After_signing_in_only_paths_of_this_host_are_gone_to(string? asked, string expected) => Assert.Equal(expected, SignInEndpoints.LocalPath(asked));

    [Fact]
    public async Task A_cross_site_form_signs_nobody_in()
    {
        using var client = host.NewClient();
        client.DefaultRequestHeaders.Add("Origin", "http://evil.example.com");
        using var response = await SignInAsync(client, GuardedHost.KeyOf("read"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain", "key=x")]
    [InlineData("application/x-www-form-urlencoded", "a=1&b=2&c=3&d=4&e=5&f=6")]
    public async Task What_is_not_our_form_is_400(string type, string body)
    {
        using var client = host.NewClient();
        using var response = await client.PostAsync("/login", new StringContent(body, System.Text.Encoding.UTF8, type));

        (await Reply.ReadAsync(response)).AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string key, string back = "/") =>
        client.PostAsync("/login", new FormUrlEncodedContent([new("key", key), new("return", back)]));

    private static async Task UseCookieAsync(HttpClient client, string scope)
    {
        using var signedIn = await SignInAsync(client, GuardedHost.KeyOf(scope));
        client.DefaultRequestHeaders.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }
}
