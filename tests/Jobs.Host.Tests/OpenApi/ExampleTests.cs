using System.Text;
using System.Text.Json;
using Jobs.Host.OpenApi;

namespace Jobs.Host.Tests.OpenApi;

/// <summary>The examples of the document, sent to a running host: what it says is accepted is accepted, and what it shows is what comes back.</summary>
public sealed class ExampleTests(ContractHost host) : IClassFixture<ContractHost>
{
    public static TheoryData<string> Routes => [.. ContractHost.DescribedRoutes().Select(ContractHost.NameOf)];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task The_example_is_accepted_and_the_answer_has_the_fields_that_are_shown(string name)
    {
        var route = host.Find(name);
        var scene = await Scenes.PrepareAsync(host, route);

        var reply = await host.SendAsync(new HttpMethod(route.Method), scene.Path + QueryOf(route, scene), Content(route, scene), ContractHost.HeadersOf(route));

        var answer = route.Doc!.Answers.FirstOrDefault(answer => answer.Status == (int)reply.Status);
        Assert.True(answer is not null, $"{name} answered {(int)reply.Status}: {reply.Body}");
        if (answer.Shape is not null)
            Assert.Equal(answer.ContentType, reply.ContentType);
        if (answer is { Shape: { } shape, IsStream: false })
        {
            using var shown = JsonDocument.Parse(shape.Example);
            FieldNames.AssertSame(shown.RootElement, reply.Json, shape, "");
        }
    }

    private static string QueryOf(DescribedRoute route, Scene scene)
    {
        var said = route.Doc!.Query.Where(query => query.Example.Length > 0).Select(query => $"{query.Name}={Uri.EscapeDataString(query.Name == "queue" ? scene.Queue : query.Example)}").ToList();
        return said.Count == 0 ? "" : $"?{string.Join('&', said)}";
    }

    private static StringContent? Content(DescribedRoute route, Scene scene) =>
        route.Doc!.Body is { } body ? new StringContent(scene.Adapt(body.Example), Encoding.UTF8, "application/json") : null;
}
