using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Jobs.Host.OpenApi;

namespace Jobs.Host.Tests.OpenApi;

/// <summary>One route that is to answer one problem: its example, with something wrong about it.</summary>
internal sealed class Provocation(ContractHost host, DescribedRoute route)
{
    private static int _queues;

    public ContractHost Host { get; } = host;

    public DescribedRoute Route { get; } = route;

    public RouteDoc Doc => Route.Doc!;

    public bool NamesQueue => Doc.Query.Any(query => query.Name == "queue");

    public bool IsExternal => Doc.Tag == Tags.Leases;

    /// <summary>A queue that no other case uses.</summary>
    public string FreshQueue() => string.Create(CultureInfo.InvariantCulture, $"{(IsExternal ? "x" : "q")}{Interlocked.Increment(ref _queues)}");

    /// <summary>The route's path with these in the place of its braces.</summary>
    public string Path(string id = "nowhere", string queue = "email") => Route.Path.Replace("{queue}", queue, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal);

    /// <summary>The example's body, acting on this queue.</summary>
    public string? Body(string queue = "email") => Doc.Body?.Example.Replace("\"email\"", $"\"{queue}\"", StringComparison.Ordinal).Replace("order-4711", Guid.CreateVersion7().ToString(), StringComparison.Ordinal);

    public Task<Reply> SendAsync(string path, string? body, params (string Name, string Value)[] headers) =>
        Host.SendAsync(new HttpMethod(Route.Method), path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), [.. ContractHost.HeadersOf(Route), .. headers]);

    /// <summary>The example as it is, with another header.</summary>
    public Task<Reply> SendAsync(params (string Name, string Value)[] headers) => SendAsync(Path(), Body(), headers);

    /// <summary>The example upon what was prepared for it.</summary>
    public Task<Reply> SendAsync(Scene scene) => SendAsync(NamesQueue ? $"{scene.Path}?queue={scene.Queue}" : scene.Path, Doc.Body is null ? null : scene.Adapt(Body(scene.Queue)!));

    public async Task<Reply> SendTooMuchAsync()
    {
        using var content = new ByteArrayContent(new byte[(8 * 1024 * 1024) + 1]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var request = new HttpRequestMessage(new HttpMethod(Route.Method), Path()) { Content = content };
        request.Headers.ExpectContinue = true;
        using var response = await Host.Http.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    public Task<Reply> SendTextAsync() => Host.SendAsync(new HttpMethod(Route.Method), Path(), new StringContent("text", Encoding.UTF8, "text/plain"));
}
