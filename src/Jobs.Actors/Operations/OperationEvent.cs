using Jobs.Messages;

namespace Jobs.Operations;

/// <summary>A fact in the life of an operation.</summary>
internal abstract record OperationEvent(OperationId Id, DateTimeOffset At);

/// <summary>What matched was counted; from here on the operation goes on whatever happens.</summary>
internal sealed record OperationBegun(OperationId Id, StartOperation Request, IReadOnlyList<OperationWalk> Walks, long Matched, DateTimeOffset At) : OperationEvent(Id, At);

/// <summary>A slice of jobs is about to be told.</summary>
internal sealed record OperationAdvanced(OperationId Id, OperationProgress Progress, DateTimeOffset At) : OperationEvent(Id, At);

internal sealed record OperationEnded(OperationId Id, OperationProgress Progress, bool Cancelled, DateTimeOffset At) : OperationEvent(Id, At);

/// <summary>Everything that is remembered, the oldest first.</summary>
internal sealed record OperationsSnapshot(IReadOnlyList<Operation> Operations);
