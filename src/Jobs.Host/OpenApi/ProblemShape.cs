using Jobs.Host.Api;

namespace Jobs.Host.OpenApi;

/// <summary>What every problem looks like.</summary>
internal static class ProblemShape
{
    public static Shape Problem { get; } = new("Problem", """{"type": "not-found", "title": "Not found", "status": 404, "detail": "No queue knows a job order-4711."}""")
    {
        Besides = """{"errors": {}, "id": "order-4711", "ids": ["order-4711"]}""",
        Required = ["type", "title", "status", "detail"],
    };

    public static Problem ExampleOf(string type) => new(type, $"{ProblemTypes.TitleOf(type)}: what is so here, and what would help.");
}
