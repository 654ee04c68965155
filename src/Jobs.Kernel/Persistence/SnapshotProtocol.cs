using Akka.Actor;

namespace Akka.Persistence;

internal sealed record LoadSnapshot(string PersistenceId, SnapshotSelectionCriteria Criteria, long ToSequenceNr) : INoSerializationVerificationNeeded;

internal sealed record LoadSnapshotResult(SelectedSnapshot? Snapshot, long ToSequenceNr) : INoSerializationVerificationNeeded;

internal sealed record LoadSnapshotFailed(Exception Cause) : INoSerializationVerificationNeeded;

/// <summary>
/// To a snapshot store: keep this. <see cref="SaveSnapshotSuccess"/> or <see cref="SaveSnapshotFailure"/> comes back. Unlike <see cref="Eventsourced.SaveSnapshot"/> it may be stamped with an
/// earlier event than the last.
/// </summary>
public sealed class SaveSnapshot : INoSerializationVerificationNeeded
{
    public SaveSnapshot(SnapshotMetadata metadata, object snapshot)
    {
        Metadata = metadata;
        Snapshot = snapshot;
    }

    public SnapshotMetadata Metadata { get; }

    public object Snapshot { get; }

    public override string ToString() => $"SaveSnapshot<{Metadata}, {Snapshot}>";
}

internal sealed record DeleteSnapshot(SnapshotMetadata Metadata) : INoSerializationVerificationNeeded;

internal sealed record DeleteSnapshots(string PersistenceId, SnapshotSelectionCriteria Criteria) : INoSerializationVerificationNeeded;
