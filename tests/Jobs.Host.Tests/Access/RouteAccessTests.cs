using System.Net;
using Jobs.Host.Access;
using Jobs.Hosting;
using Microsoft.AspNetCore.Routing;

namespace Jobs.Host.Tests.Access;

/// <summary>Every route there is, whoever has mapped it, tried by who may not use it.</summary>
public sealed class RouteAccessTests(GuardedHost host, ReadOnlyHost readOnly) : IClassFixture<GuardedHost>, IClassFixture<ReadOnlyHost>
{
    private static readonly string[] _open = ["/health", "/login", "/logout", "/assets"];

    [Fact]
    public void Every_route_says_what_it_needs() =>
        Assert.All(host.Endpoints, endpoint => Assert.True(endpoint.Metadata.GetMetadata<RouteAccess>() is not null, $"{endpoint.RoutePattern.RawText} names no scope"));

    [Fact]
    public void Only_health_sign_in_and_assets_are_open_to_all() =>
        Assert.All(Routes(host, access => access.Needs == Scopes.None), route => Assert.Contains(_open, open => route.Path.StartsWith(open, StringComparison.Ordinal)));

    [Fact]
    public void Every_route_that_may_change_something_needs_more_than_read() =>
        Assert.All(Routes(host, access => access.Needs == Scopes.Read), route => Assert.True(route.Method == "GET", $"{route.Method} {route.Path}"));

    [Fact]
    public async Task Without_a_key_no_route_answers_but_those()
    {
        foreach (var (method, path, access) in Routes(host, access => access.Needs != Scopes.None))
        {
            var reply = await host.SendAsync(method, path);
            if (access.IsPage)
                Assert.True(reply.Status == HttpStatusCode.SeeOther && reply.Location!.ToString().StartsWith("/login", StringComparison.Ordinal), $"{method} {path}: {reply.Status}");
            else
                AssertRefused(reply, HttpStatusCode.Unauthorized, "unauthorized", method, path);
        }
    }

    [Fact]
    public async Task With_a_key_for_reading_nothing_can_be_changed()
    {
        foreach (var (method, path, _) in Routes(host, access => access.Needs.Changes()))
            AssertRefused(await host.SendAsync(method, path, GuardedHost.KeyOf("read")), HttpStatusCode.Forbidden, "forbidden", method, path);
    }

    [Theory]
    [InlineData("enqueue")]
    [InlineData("work")]
    [InlineData("operate")]
    public async Task A_key_opens_no_route_of_another_scope(string scope)
    {
        foreach (var (method, path, access) in Routes(host, access => access.Needs != Scopes.None && !string.Equals(access.Needs.ToString(), scope, StringComparison.OrdinalIgnoreCase)))
        {
            var reply = await host.SendAsync(method, path, GuardedHost.KeyOf(scope));
            AssertRefused(reply, HttpStatusCode.Forbidden, "forbidden", method, path);
            Assert.Contains(access.Needs.ToString().ToLowerInvariant(), reply.Text("detail"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_read_only_host_takes_no_change_from_anybody()
    {
        foreach (var (method, path, _) in Routes(readOnly, access => access.Needs.Changes()))
            AssertRefused(await readOnly.SendAsync(method, path, GuardedHost.KeyOf("admin")), HttpStatusCode.Forbidden, "read-only", method, path);
        Assert.Equal(HttpStatusCode.OK, (await readOnly.SendAsync("GET", "/api/v1/queues", GuardedHost.KeyOf("read"))).Status);
    }

    private static void AssertRefused(Reply reply, HttpStatusCode status, string type, string method, string path)
    {
        Assert.True(reply.Status == status, $"{method} {path}: {(int)reply.Status} {reply.Body}");
        reply.AssertProblem(status, type);
    }

    /// <summary>Each with a path that can be asked for.</summary>
    private static IEnumerable<(string Method, string Path, RouteAccess Access)> Routes(GuardedHost host, Func<RouteAccess, bool> which) =>
        from endpoint in host.Endpoints
        let access = endpoint.Metadata.GetMetadata<RouteAccess>() ?? RouteAccess.Unstated
        where which(access)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, PathOf(endpoint), access);

    private static string PathOf(RouteEndpoint endpoint) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => parameter.Name,
            _ => "x",
        }))));
}
