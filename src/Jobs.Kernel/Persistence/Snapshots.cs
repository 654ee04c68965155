namespace Akka.Persistence;

/// <summary>Whose snapshot, of which state, taken when.</summary>
public sealed class SnapshotMetadata
{
    public SnapshotMetadata(string persistenceId, long sequenceNr)
        : this(persistenceId, sequenceNr, DateTime.MinValue)
    {
    }

    public SnapshotMetadata(string persistenceId, long sequenceNr, DateTime timestamp)
    {
        PersistenceId = persistenceId;
        SequenceNr = sequenceNr;
        Timestamp = timestamp;
    }

    public string PersistenceId { get; }

    /// <summary>The last event that is in it.</summary>
    public long SequenceNr { get; }

    /// <summary>In UTC.</summary>
    public DateTime Timestamp { get; }

    public override string ToString() => $"SnapshotMetadata<{PersistenceId}, {SequenceNr}, {Timestamp:O}>";
}

/// <summary>The snapshot that recovery begins with, sent before the events that follow it.</summary>
public sealed class SnapshotOffer
{
    public SnapshotOffer(SnapshotMetadata metadata, object snapshot)
    {
        Metadata = metadata;
        Snapshot = snapshot;
    }

    public SnapshotMetadata Metadata { get; }

    public object Snapshot { get; }

    public override string ToString() => $"SnapshotOffer<{Metadata}, {Snapshot}>";
}

/// <summary>What a snapshot store has found.</summary>
public sealed class SelectedSnapshot
{
    public SelectedSnapshot(SnapshotMetadata metadata, object snapshot)
    {
        Metadata = metadata;
        Snapshot = snapshot;
    }

    public SnapshotMetadata Metadata { get; }

    public object Snapshot { get; }

    public override string ToString() => $"SelectedSnapshot<{Metadata}, {Snapshot}>";
}
