using Akka.Actor;

namespace Jobs.Operations;

/// <summary>From a run: store this before the jobs are told; <see cref="SliceStored"/> comes back.</summary>
internal sealed record StoreSlice(OperationId Id, OperationProgress Progress) : INoSerializationVerificationNeeded;

internal sealed record SliceStored : INoSerializationVerificationNeeded
{
    public static SliceStored Instance { get; } = new();
}

/// <summary>From a run: a slice is done. It is stored with the next.</summary>
internal sealed record OperationProgressed(OperationId Id, OperationProgress Progress) : INoSerializationVerificationNeeded;

/// <summary>From a run: there is nothing left to do, or it was stopped.</summary>
internal sealed record RunEnded(OperationId Id, OperationProgress Progress, bool Cancelled) : INoSerializationVerificationNeeded;

/// <summary>To a run: end behind what is under way.</summary>
internal sealed record StopOperation : INoSerializationVerificationNeeded
{
    public static StopOperation Instance { get; } = new();
}
