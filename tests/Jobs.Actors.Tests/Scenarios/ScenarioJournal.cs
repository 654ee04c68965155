using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>What happens to a write.</summary>
internal enum WriteFate
{
    Store,

    /// <summary>Waits until the journal is released.</summary>
    Hold,

    /// <summary>Fails; nothing was stored.</summary>
    Fail,

    /// <summary>Fails although it was stored: the sender can not know.</summary>
    StoreAndFail,

    Reject,
}

/// <summary>The test's hand on the journal of its system.</summary>
internal sealed class ScenarioJournalControl : IExtension
{
    private volatile TaskCompletionSource _released = Completed();
    private readonly ConcurrentDictionary<string, int> _stored = new();
    private readonly ConcurrentDictionary<string, int> _failed = new();
    private readonly ConcurrentDictionary<string, int> _waiting = new();
    private readonly ConcurrentDictionary<string, long> _replayedFrom = new();
    private Func<string, WriteFate> _fate = _ => WriteFate.Store;

    public static ScenarioJournalControl Of(ActorSystem system) => system.WithExtension<ScenarioJournalControl, Provider>();

    /// <summary>Decides for each write, by its persistence id.</summary>
    public void Set(Func<string, WriteFate> fate)
    {
        if (_released.Task.IsCompleted)
            _released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _fate, fate);
    }

    /// <summary>Writes wait from now on.</summary>
    public void Hold() => Set(_ => WriteFate.Hold);

    /// <summary>Writes that wait go on; what happens to new ones is unchanged.</summary>
    public void ReleaseHeld() => _released.TrySetResult();

    /// <summary>Writes of this persistence id that were stored.</summary>
    public int Stored(string persistenceId) => _stored.GetValueOrDefault(persistenceId);

    /// <summary>Writes of persistence ids that begin so and wait for the release.</summary>
    public int Waiting(string prefix) => _waiting.Where(held => held.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(held => held.Value);

    /// <summary>Whether a write of a persistence id that begins so has failed or was rejected.</summary>
    public bool Failed(string prefix) => _failed.Keys.Any(id => id.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Where the newest recovery of this persistence id began to read.</summary>
    public long ReplayedFrom(string persistenceId) => _replayedFrom.GetValueOrDefault(persistenceId);

    public void NoteReplay(string persistenceId, long from) => _replayedFrom[persistenceId] = from;

    public void CountStored(string persistenceId) => _stored.AddOrUpdate(persistenceId, 1, (_, count) => count + 1);

    public void CountWaiting(string persistenceId, int writes) => _waiting.AddOrUpdate(persistenceId, writes, (_, count) => count + writes);

    public void CountFailed(string persistenceId) => _failed.AddOrUpdate(persistenceId, 1, (_, count) => count + 1);

    /// <summary>Writes that wait go on, and new ones are stored.</summary>
    public void Release()
    {
        Set(_ => WriteFate.Store);
        _released.TrySetResult();
    }

    public WriteFate FateOf(string persistenceId) => Volatile.Read(ref _fate)(persistenceId);

    public Task Released => _released.Task;

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private sealed class Provider : ExtensionIdProvider<ScenarioJournalControl>
    {
        public override ScenarioJournalControl CreateExtension(ExtendedActorSystem system) => new();
    }
}

/// <summary>A journal in memory whose writes do what the test says.</summary>
public sealed class ScenarioJournal : MemoryJournal
{
    private readonly ScenarioJournalControl _control = ScenarioJournalControl.Of(Context.System);

    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        _control.NoteReplay(persistenceId, fromSequenceNr);
        return base.ReplayMessagesAsync(context, persistenceId, fromSequenceNr, toSequenceNr, max, recoveryCallback);
    }

    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var writes = messages.ToList();
        var id = writes[0].PersistenceId;
        var fate = _control.FateOf(id);
        if (fate == WriteFate.Hold)
        {
            _control.CountWaiting(id, 1);
            await _control.Released;
            _control.CountWaiting(id, -1);
        }

        if (fate is WriteFate.Fail or WriteFate.StoreAndFail or WriteFate.Reject)
            _control.CountFailed(id);
        if (fate == WriteFate.Fail)
            throw new IOException("The test fails this write.");
        if (fate == WriteFate.Reject)
            return writes.Select(_ => (Exception)new IOException("The test rejects this write.")).ToImmutableList();
        var stored = await base.WriteMessagesAsync(writes);
        _control.CountStored(id);
        return fate == WriteFate.StoreAndFail ? throw new IOException("The test fails this write after it was stored.") : stored;
    }
}
