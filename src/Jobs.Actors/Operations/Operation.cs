using Jobs.Messages;

namespace Jobs.Operations;

/// <summary>The way through one queue, from one place to another; which of them is greater is the queue's affair.</summary>
internal sealed record OperationWalk(string Queue, long From, long To);

/// <summary>Where an operation is.</summary>
/// <param name="Walk">The place of the walk in the operation's walks; beyond the last one, all are done.</param>
/// <param name="Place">Up to here everything is done.</param>
/// <param name="SliceEnd">The end of the slice that is under way; null: none is.</param>
/// <param name="SliceCount">Jobs that matched in it when it began.</param>
internal sealed record OperationProgress(int Walk, long Place, long? SliceEnd, int SliceCount, long Processed, long Failed, IReadOnlyList<OperationError> Errors)
{
    public static OperationProgress AtStart(IReadOnlyList<OperationWalk> walks) => new(0, walks.Count == 0 ? 0 : walks[0].From, null, 0, 0, 0, []);

    public long Handled => Processed + Failed;

    /// <summary>A slice is about to be told.</summary>
    public OperationProgress Begin(long sliceEnd, int count) => this with { SliceEnd = sliceEnd, SliceCount = count };

    /// <summary>Every job of the slice has answered. Those that were not found any more when it was repeated had been done before.</summary>
    public OperationProgress End(IReadOnlyList<OperationError> refused) => this with
    {
        Place = SliceEnd ?? Place,
        SliceEnd = null,
        SliceCount = 0,
        Processed = Processed + SliceCount - refused.Count,
        Failed = Failed + refused.Count,
        Errors = [.. Errors.Concat(refused).Take(OperationBounds.ErrorsKept)],
    };

    public OperationProgress Skip(long reached) => this with { Place = reached };

    public OperationProgress NextWalk(IReadOnlyList<OperationWalk> walks) => this with { Walk = Walk + 1, Place = Walk + 1 < walks.Count ? walks[Walk + 1].From : 0 };
}

/// <summary>An operation, as far as it is known.</summary>
internal sealed record Operation(
    OperationId Id, StartOperation Request, IReadOnlyList<OperationWalk> Walks, long Matched, DateTimeOffset StartedAt, OperationProgress Progress)
{
    public OperationState State { get; init; } = OperationState.Running;

    public DateTimeOffset? EndedAt { get; init; }

    public OperationView View() => new(Id, Request, State, Matched, Progress.Processed, Progress.Failed, StartedAt, EndedAt, Progress.Errors);
}
