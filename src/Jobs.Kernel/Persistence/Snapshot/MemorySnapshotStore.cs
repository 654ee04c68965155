namespace Akka.Persistence.Snapshot;

/// <summary>Keeps snapshots as the objects they are, as long as the system runs.</summary>
public class MemorySnapshotStore : SnapshotStore
{
    private readonly List<SelectedSnapshot> _snapshots = [];

    protected override Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
        => Task.FromResult(_snapshots.Where(item => Fits(item, persistenceId, criteria)).MaxBy(item => item.Metadata.SequenceNr));

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        RemoveNumber(metadata);
        _snapshots.Add(new SelectedSnapshot(metadata, snapshot));
        return Task.CompletedTask;
    }

    protected override Task DeleteAsync(SnapshotMetadata metadata)
    {
        RemoveNumber(metadata);
        return Task.CompletedTask;
    }

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        _snapshots.RemoveAll(item => Fits(item, persistenceId, criteria));
        return Task.CompletedTask;
    }

    private static bool Fits(SelectedSnapshot item, string persistenceId, SnapshotSelectionCriteria criteria)
        => item.Metadata.PersistenceId == persistenceId && criteria.Matches(item.Metadata);

    private void RemoveNumber(SnapshotMetadata metadata)
        => _snapshots.RemoveAll(item => item.Metadata.PersistenceId == metadata.PersistenceId && item.Metadata.SequenceNr == metadata.SequenceNr);
}
