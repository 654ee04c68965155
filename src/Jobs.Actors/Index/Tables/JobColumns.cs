namespace Jobs.Index.Tables;

/// <summary>The columns of the table <c>jobs</c> in the order in which they are written; the table itself ends with the big ones.</summary>
internal static class JobColumns
{
    /// <summary>What a row keeps for its whole life.</summary>
    public static readonly string[] Fixed = ["key", "queue", "partition", "id"];

    public static readonly string[] Changing =
    [
        "type", "status", "priority", "attempts", "max_attempts", "crashes", "replays", "created_at", "updated_at", "due_at", "started_at", "ended_at", "change",
        "partition_key", "unique_key", "tags", "worker", "state", "error_type", "error_message", "result_content_type", "result_key_id", "result", "result_bytes",
    ];

    public static readonly string[] Payload = ["payload_content_type", "payload_key_id", "payload", "payload_bytes"];

    public static string[] All { get; } = [.. Fixed, .. Changing, .. Payload];

    /// <summary>As <c>$n</c> in a statement, from 1.</summary>
    public static string ParameterOf(string column) => $"${Array.IndexOf(All, column) + 1}";
}
