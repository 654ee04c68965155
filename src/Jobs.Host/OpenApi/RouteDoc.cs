namespace Jobs.Host.OpenApi;

/// <summary>What a route is for, what it takes and what it answers. Stands next to its mapping; the OpenAPI document is made of nothing else.</summary>
/// <param name="Tag">The group that it is shown in.</param>
internal sealed record RouteDoc(string Tag, string Summary)
{
    public IReadOnlyList<QueryDoc> Query { get; init; } = [];

    /// <summary>Null: it takes no body.</summary>
    public Shape? Body { get; init; }

    public bool IsBodyOptional { get; init; }

    public required IReadOnlyList<AnswerDoc> Answers { get; init; }

    /// <summary>Problems of its own, by type; those that every such route can answer are added by <see cref="RouteProblems"/>.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <param name="Shape">Null: no body.</param>
internal sealed record AnswerDoc(int Status, string Description, Shape? Shape = null)
{
    /// <summary>Of what is no JSON.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Goes on until somebody hangs up.</summary>
    public bool IsStream => Status == StatusCodes.Status101SwitchingProtocols || ContentType == "text/event-stream";
}

/// <param name="Example">A value that is accepted; a number where it is one.</param>
internal sealed record QueryDoc(string Name, string Description, string Example)
{
    public bool IsNumber => long.TryParse(Example, out _);
}

/// <summary>Parameters that several routes take.</summary>
internal static class Queries
{
    public static QueryDoc Queue { get; } = new("queue", "Only this queue; of a route by id: the queue that has the job, needed where several do", "email");

    public static QueryDoc Type { get; } = new("type", "Only this type", "send-email");

    public static QueryDoc ErrorText { get; } = new("text", "A part of the error's type or message, in any case", "refused");

    public static QueryDoc Limit { get; } = new("limit", $"At most so many, 1 to {JobBounds.PageSizeMax}, default {JobBounds.PageSizeDefault}", "20");

    public static QueryDoc Cursor { get; } = new("cursor", "Continues a list: the nextCursor of the page before", "");

    public static QueryDoc Window { get; } = new("window", "How far back: 1m to 30d, default 24h", "1h");
}
