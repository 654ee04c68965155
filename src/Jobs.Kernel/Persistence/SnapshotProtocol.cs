using Akka.Actor;

namespace Akka.Persistence;

internal sealed record LoadSnapshot(string PersistenceId, SnapshotSelectionCriteria Criteria, long ToSequenceNr) : INoSerializationVerificationNeeded;

internal sealed record LoadSnapshotResult(SelectedSnapshot? Snapshot, long ToSequenceNr) : INoSerializationVerificationNeeded;

internal sealed record LoadSnapshotFailed(Exception Cause) : INoSerializationVerificationNeeded;

internal sealed record SaveSnapshot(SnapshotMetadata Metadata, object Snapshot) : INoSerializationVerificationNeeded;

internal sealed record DeleteSnapshot(SnapshotMetadata Metadata) : INoSerializationVerificationNeeded;

internal sealed record DeleteSnapshots(string PersistenceId, SnapshotSelectionCriteria Criteria) : INoSerializationVerificationNeeded;
