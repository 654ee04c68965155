namespace Jobs.Index.Tables;

/// <summary>Which persistence ids have which rows: a queue has jobs, keys and ids, its dead letters have letters.</summary>
internal static class CheckpointIds
{
    private const string QueuePrefix = "queue/";

    public static string OfQueue(string queue, int partition) => $"{QueuePrefix}{queue}/{partition}";

    public static bool IsQueue(string persistenceId) => persistenceId.StartsWith(QueuePrefix, StringComparison.Ordinal);
}
