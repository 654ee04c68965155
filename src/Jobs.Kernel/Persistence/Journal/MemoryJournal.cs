using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>Keeps events as the objects they are, as long as the system runs.</summary>
public class MemoryJournal : AsyncWriteJournal
{
    private readonly ConcurrentDictionary<string, LinkedList<IPersistentRepresentation>> _messages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _deletedTo = new(StringComparer.Ordinal);
    private readonly IScheduler _clock = Context.System.Scheduler;

    protected virtual ConcurrentDictionary<string, LinkedList<IPersistentRepresentation>> Messages => _messages;

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
        => Task.FromResult(Math.Max(HighestStored(persistenceId), _deletedTo.GetValueOrDefault(persistenceId)));

    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        if (Messages.TryGetValue(persistenceId, out var stored))
        {
            List<IPersistentRepresentation> selected;
            lock (stored)
                selected = [.. stored.Where(item => item.SequenceNr >= fromSequenceNr && item.SequenceNr <= toSequenceNr).Take((int)Math.Min(max, int.MaxValue))];
            selected.ForEach(recoveryCallback);
        }

        return Task.CompletedTask;
    }

    protected override Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var now = _clock.Now.UtcTicks;
        foreach (var persistent in messages.SelectMany(write => write.Events))
        {
            var stored = Messages.GetOrAdd(persistent.PersistenceId, _ => []);
            // A journal derived from this one may come here from another thread.
            lock (stored)
                stored.AddLast(persistent.WithTimestamp(now));
        }

        return Task.FromResult<IImmutableList<Exception>>(null!);
    }

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr)
    {
        if (Messages.TryGetValue(persistenceId, out var stored))
        {
            lock (stored)
            {
                while (stored.First is { } first && first.Value.SequenceNr <= toSequenceNr)
                {
                    _deletedTo[persistenceId] = first.Value.SequenceNr;
                    stored.RemoveFirst();
                }
            }
        }

        return Task.CompletedTask;
    }

    private long HighestStored(string persistenceId)
    {
        if (!Messages.TryGetValue(persistenceId, out var stored))
            return 0;
        lock (stored)
            return stored.Last?.Value.SequenceNr ?? 0;
    }
}
