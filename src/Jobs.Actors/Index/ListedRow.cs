using System.Collections.Immutable;
using Jobs.Index.Tables;
using Jobs.Search;

namespace Jobs.Index;

/// <summary>A job in the index while it is looked at, good until the next one. Only what was asked for can be looked at.</summary>
/// <param name="row">Stands at one row after another of <see cref="ReadSql.List"/>.</param>
internal sealed class ListedRow(IStoredRow row, RowsAsked asked) : IJobFields
{
    private readonly ImmutableArray<string> _columns = ReadSql.ColumnsOf(asked);

    // What was read of this row: a filter may ask for one thing many times.
    private readonly string?[] _texts = new string?[ReadSql.ColumnsOf(asked).Length];
    private IReadOnlyList<string>? _tags;

    public long Sequence => RowKeys.SequenceOf(Number("key"));

    public long Change => Number("change");

    public string Queue => asked.Queue;

    public string Id => Text("id")!;

    public string Type => Text("type")!;

    public JobStatus Status => asked.Status;

    public int Priority => (int)Number("priority");

    public int Attempts => (int)Number("attempts");

    public int Crashes => (int)Number("crashes");

    public int Replays => (int)Number("replays");

    public DateTimeOffset CreatedAt => Time("created_at")!.Value;

    public DateTimeOffset UpdatedAt => Time("updated_at")!.Value;

    public DateTimeOffset? DueAt => Time("due_at");

    public DateTimeOffset? StartedAt => Time("started_at");

    public DateTimeOffset? EndedAt => Time("ended_at");

    public string? PartitionKey => Text("partition_key");

    public string? UniqueKey => Text("unique_key");

    public IReadOnlyList<string> Tags => _tags ??= StoredTags.FromText(Text("tags")!);

    public string? Worker => Text("worker");

    public string? ErrorType => Text("error_type");

    public string? ErrorMessage => Text("error_message");

    public JobPayload? Payload => StoredRows.ReadBody(row, Place(JobColumns.Payload[0]));

    /// <summary>The row has moved on.</summary>
    public ListedRow Next()
    {
        Array.Clear(_texts);
        _tags = null;
        return this;
    }

    private long Number(string column) => row.Int64(Place(column));

    private string? Text(string column)
    {
        var place = Place(column);
        return _texts[place] ??= row.IsNull(place) ? null : row.Text(place);
    }

    private DateTimeOffset? Time(string column)
    {
        var place = Place(column);
        return row.IsNull(place) ? null : RowTimes.ToTime(row.Int64(place));
    }

    private int Place(string column) => _columns.IndexOf(column) is >= 0 and var place ? place : throw new InvalidOperationException($"The list was not asked for {column}.");
}
