using Jobs.Hosting;

namespace Jobs.Search;

/// <summary>The fields of filters. <c>docs/search.md</c> has the same table, and a test that they agree.</summary>
internal static class FilterFields
{
    /// <summary>What stands before a path into the payload.</summary>
    public const string Payload = "payload";

    public static StatusField Status { get; } = new("status");

    public static TextField Queue { get; } = new("queue", job => job.Queue);

    public static TextField Type { get; } = new("type", job => job.Type, "type");

    public static TextsField Tag { get; } = new("tag", job => job.Tags, "tags");

    public static TextField Id { get; } = new("id", job => job.Id, "id");

    public static AnywhereField Text { get; } = new("text");

    public static IReadOnlyDictionary<string, FilterField> All { get; } = new FilterField[]
    {
        Status,
        Queue,
        Type,
        Tag,
        new TextField("key", job => job.PartitionKey, "partition_key"),
        new TextField("unique", job => job.UniqueKey, "unique_key"),
        Id,
        new TextField("worker", job => job.Worker, "worker"),
        new TextField("error", job => job.ErrorType, "error_type"),
        Text,
        new NumberField(
            "priority", job => job.Priority, "priority", ("critical", JobPriority.Critical), ("high", JobPriority.High), ("normal", JobPriority.Normal), ("low", JobPriority.Low)),
        new NumberField("attempts", job => job.Attempts, "attempts"),
        new NumberField("crashes", job => job.Crashes, "crashes"),
        new NumberField("replays", job => job.Replays, "replays"),
        new TimeField("created", job => job.CreatedAt, "created_at"),
        new TimeField("updated", job => job.UpdatedAt, "updated_at"),
        new TimeField("due", job => job.DueAt, "due_at", isAhead: true),
        new TimeField("started", job => job.StartedAt, "started_at"),
        new TimeField("ended", job => job.EndedAt, "ended_at"),
    }.ToDictionary(field => field.Name, StringComparer.Ordinal);

    private static IEnumerable<string> Names => [.. All.Keys, Payload];

    /// <exception cref="FilterException">There is no such field.</exception>
    public static FilterField Find(string name, int at) => All.TryGetValue(name, out var field)
        ? field
        : throw new FilterException(at, $"there is no field '{name}', {Suggest(name, Names)} To look for the text itself, quote it");

    /// <summary>The end of a message about a word that nobody knows.</summary>
    public static string Suggest(string word, IEnumerable<string> known) => DidYouMean.Nearest(word, known) is { } near ? $"did you mean {near}?" : $"known: {string.Join(", ", known)}.";
}
