using Akka.Actor;

namespace Akka.Persistence.Snapshot;

/// <summary>The base of snapshot stores that are named in configuration.</summary>
public abstract class SnapshotStore : ActorBase
{
    /// <summary>The one with the highest sequence number that fits; null when none does.</summary>
    protected abstract Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria);

    /// <summary>Stores it, in place of one with the same sequence number.</summary>
    protected abstract Task SaveAsync(SnapshotMetadata metadata, object snapshot);

    protected abstract Task DeleteAsync(SnapshotMetadata metadata);

    protected abstract Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria);

    /// <summary>For a store's own messages; false when it does not know the message.</summary>
    protected virtual bool ReceivePluginInternal(object message) => false;

    protected sealed override bool Receive(object message)
    {
        var asker = Sender;
        switch (message)
        {
            case LoadSnapshot load:
                Load(load, asker);
                return true;
            case SaveSnapshot save:
                _ = Attempt(() => SaveAsync(save.Metadata, save.Snapshot))
                    .PipeTo(asker, Self, () => new SaveSnapshotSuccess(save.Metadata), cause => new SaveSnapshotFailure(save.Metadata, cause));
                return true;
            case DeleteSnapshot delete:
                _ = Attempt(() => DeleteAsync(delete.Metadata))
                    .PipeTo(asker, Self, () => new DeleteSnapshotSuccess(delete.Metadata), cause => new DeleteSnapshotFailure(delete.Metadata, cause));
                return true;
            case DeleteSnapshots delete:
                _ = Attempt(() => DeleteAsync(delete.PersistenceId, delete.Criteria))
                    .PipeTo(asker, Self, () => new DeleteSnapshotsSuccess(delete.Criteria), cause => new DeleteSnapshotsFailure(delete.Criteria, cause));
                return true;
            default:
                return ReceivePluginInternal(message);
        }
    }

    private void Load(LoadSnapshot load, IActorRef asker)
    {
        var criteria = load.Criteria.Limit(load.ToSequenceNr);
        if (criteria.MaxSequenceNr <= 0)
        {
            asker.Tell(new LoadSnapshotResult(null, load.ToSequenceNr));
            return;
        }

        _ = Attempt(() => LoadAsync(load.PersistenceId, criteria)).PipeTo(
            asker, Self, found => new LoadSnapshotResult(found, load.ToSequenceNr), cause => new LoadSnapshotFailed(cause));
    }

    /// <summary>A store that throws at once has failed as one that throws later.</summary>
    private static async Task Attempt(Func<Task> call) => await call().ConfigureAwait(false);

    private static async Task<T> Attempt<T>(Func<Task<T>> call) => await call().ConfigureAwait(false);
}
