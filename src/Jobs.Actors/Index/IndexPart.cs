namespace Jobs.Index;

/// <summary>
/// What one persistence id adds to the index, in the transaction in which it reaches <see cref="SequenceNr"/>: afterwards the index says exactly what its journal says up to there.
/// Rows are made while they are written, off the thread of the actor that they are about.
/// </summary>
internal sealed record IndexPart
{
    /// <summary><c>queue/{name}/{partition}</c> or <c>dead/{name}/{partition}</c>.</summary>
    public required string PersistenceId { get; init; }

    public required string Queue { get; init; }

    public required int Partition { get; init; }

    /// <summary>The commit up to which the index speaks afterwards.</summary>
    public required long SequenceNr { get; init; }

    /// <summary>When that commit was decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What is known of the queue as a whole, encoded.</summary>
    public required ReadOnlyMemory<byte> Facts { get; init; }

    /// <summary>
    /// Every unfinished job or letter is among the rows, every key and id as well: what the index had of them before goes. The first part of an id must be whole, and one that takes the index back to
    /// a smaller number; any other is refused.
    /// </summary>
    public bool IsWhole { get; init; }

    /// <summary>When <see cref="IsWhole"/>: finished jobs whose last change has a higher number go as well; the journal does not know of it (any more).</summary>
    public long ChangesUpTo { get; init; } = long.MaxValue;

    /// <summary>Jobs that are new or have changed. Gone through once more when a transaction has failed.</summary>
    public IEnumerable<JobRow> Jobs { get; init; } = [];

    /// <summary>How many they are, where that can not be seen without making them.</summary>
    public int JobsCount { get; init; }

    /// <summary>Numbers of jobs that are to have no row (any more).</summary>
    public IReadOnlyList<long> JobsGone { get; init; } = [];

    public IEnumerable<LetterRow> Letters { get; init; } = [];

    public IReadOnlyList<long> LettersGone { get; init; } = [];

    public IReadOnlyList<KeyRow> Keys { get; init; } = [];

    public IReadOnlyList<IdsRow> Ids { get; init; } = [];

    /// <summary>Rows of ids with smaller numbers go.</summary>
    public long IdsFrom { get; init; }

    public IReadOnlyList<MinuteRow> Minutes { get; init; } = [];
}

/// <summary>One job, as the table <c>jobs</c> holds it. The columns are for readers; <see cref="State"/> is all that the queue needs to go on with it.</summary>
/// <param name="Sequence">Its number in its partition, from 1: with the partition it is the row's key.</param>
/// <param name="Change">The number of its last change in its partition: the order of lists.</param>
/// <param name="DueAt">Of a job that waits for a time.</param>
/// <param name="Payload">Read: null where it was not asked for. Written: null leaves the stored one as it is, and without a stored one the write fails.</param>
/// <param name="State">Encoded, without payload and result.</param>
internal sealed record JobRow(
    long Sequence,
    string Id,
    string Type,
    JobStatus Status,
    int Priority,
    int Attempts,
    int MaxAttempts,
    int Crashes,
    int Replays,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    long Change,
    string? PartitionKey,
    string? UniqueKey,
    IReadOnlyList<string> Tags,
    string? Worker,
    string? ErrorType,
    string? ErrorMessage,
    JobPayload? Payload,
    JobPayload? Result,
    ReadOnlyMemory<byte> State)
{
    /// <summary>Written: as far as its queue knows, the index has no row of it. Then it may go in together with others; that it is there all the same is no error.</summary>
    public bool IsNew { get; init; }
}

/// <summary>One dead letter, as the table <c>dead_letters</c> holds it.</summary>
/// <param name="Number">Its place in the stream of deaths of its partition: with the partition it is the row's key.</param>
/// <param name="State">Encoded, with its payload.</param>
internal sealed record LetterRow(long Number, string Id, string Type, string Reason, DateTimeOffset CreatedAt, DateTimeOffset DiedAt, string ErrorType, string ErrorMessage, ReadOnlyMemory<byte> State);

/// <summary>Who holds a unique key.</summary>
/// <param name="JobId">Null: nobody any more; the row goes.</param>
/// <param name="Until">Null: as long as the job is unfinished.</param>
internal sealed record KeyRow(string Type, string Key, string? JobId, DateTimeOffset? Until);

/// <summary>Ids that are remembered after their jobs, many in one row, which is written once and deleted when the newest of them is forgotten.</summary>
/// <param name="Number">1, 2, 3, … within the partition.</param>
internal sealed record IdsRow(long Number, DateTimeOffset NewestAt, ReadOnlyMemory<byte> Ids);

/// <summary>What happened in one queue partition within one minute.</summary>
/// <param name="Minute">Minutes since 1970-01-01 UTC.</param>
/// <param name="Waits">From ready to start, as an encoded histogram.</param>
/// <param name="Runs">From start to end of an attempt, likewise.</param>
internal sealed record MinuteRow(long Minute, long Enqueued, long Completed, long Failed, long Dead, ReadOnlyMemory<byte> Waits, ReadOnlyMemory<byte> Runs);

/// <summary>An unfinished job, as far as its queue needs it to go on: a million of them are read at a start, so nothing else is.</summary>
/// <param name="State">As in <see cref="JobRow"/>; a part of a buffer that many rows share.</param>
internal readonly record struct LiveRow(long Sequence, long Change, JobStatus Status, ReadOnlyMemory<byte> State);

/// <summary>What the index has of one persistence id, all of one moment.</summary>
/// <param name="Rows">Unfinished jobs in the order of their numbers.</param>
internal sealed record StoredCheckpoint(
    string PersistenceId,
    long SequenceNr,
    ReadOnlyMemory<byte> Facts,
    IReadOnlyList<LiveRow> Rows,
    IReadOnlyList<LetterRow> Letters,
    IReadOnlyList<KeyRow> Keys,
    IReadOnlyList<IdsRow> Ids,
    IReadOnlyList<MinuteRow> Minutes);
