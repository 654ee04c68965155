namespace Jobs.Host.OpenApi;

/// <summary>The names that paths have in braces.</summary>
internal static class PathDocs
{
    public static string Describe(string name, string tag) => name switch
    {
        "queue" => "The queue's name",
        "id" when tag == Tags.Operations => "The operation's id, a UUID",
        "id" => "The job's id",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Describe this path parameter."),
    };

    public static string Example(string name, string tag) => name switch
    {
        "queue" => tag == Tags.Leases ? "partners" : "email",
        "id" when tag == Tags.Operations => "0198c0de-0000-7000-8000-0123456789ab",
        _ => "order-4711",
    };
}

internal static class Tags
{
    public const string Jobs = "jobs";
    public const string Operations = "operations";
    public const string DeadLetters = "dead letters";
    public const string Queues = "queues";
    public const string Leases = "external workers";
    public const string Stats = "stats";
    public const string Events = "events";
    public const string Host = "host";
    public const string Tutorial = "tutorial";
}
