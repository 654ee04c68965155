using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>The base of journals that are named in configuration. Each call may end later; the actor goes on with the next meanwhile.</summary>
public abstract class AsyncWriteJournal : ActorBase
{
    private readonly ReplayFilterSettings _filter;

    protected AsyncWriteJournal() => _filter = ReplayFilterSettings.From(Persistence.Instance.Apply(Context.System).JournalConfigOf(Self));

    /// <summary>Calls back for each event in order, at most <paramref name="max"/>; ends when the last call has returned.</summary>
    public abstract Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback);

    /// <summary>0 when there is none. Deleted events count.</summary>
    public abstract Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr);

    /// <summary>
    /// Stores each write or rejects it: null, or for each write null or the reason why it is certainly not stored. An exception fails them all, which means that
    /// nobody knows what is stored: their actor stops.
    /// </summary>
    protected abstract Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages);

    protected abstract Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr);

    /// <summary>For a journal's own messages; false when it does not know the message.</summary>
    protected virtual bool ReceivePluginInternal(object message) => false;

    protected sealed override bool Receive(object message)
    {
        switch (message)
        {
            case WriteMessages write:
                _ = WriteAsync(write, Self);
                return true;
            case ReplayMessages replay:
                _ = JournalReplay.RunAsync(
                    replay,
                    () => ReadHighestSequenceNrAsync(replay.PersistenceId, Math.Max(0, replay.FromSequenceNr - 1)),
                    Replayer(replay, Context),
                    new ReplayFilter(_filter));
                return true;
            case DeleteMessagesTo delete:
                _ = DeleteAsync(delete, Self);
                return true;
            default:
                return ReceivePluginInternal(message);
        }
    }

    private Func<long, Action<IPersistentRepresentation, int>, Task> Replayer(ReplayMessages replay, IActorContext context)
        => (toSequenceNr, onEvent) => ReplayMessagesAsync(
            context, replay.PersistenceId, replay.FromSequenceNr, toSequenceNr, replay.Max, persistent => onEvent(persistent, 0));

    private async Task WriteAsync(WriteMessages write, IActorRef self)
    {
        var answers = new JournalAnswers(write, self);
        try
        {
            var prepared = write.Messages.OfType<AtomicWrite>().Select(WithoutSenders).ToList();
            var rejections = prepared.Count == 0 ? null : await WriteMessagesAsync(prepared).ConfigureAwait(false);
            if (rejections is not null && rejections.Count != prepared.Count)
                throw new InvalidOperationException($"WriteMessagesAsync returned {rejections.Count} results for {prepared.Count} writes");
            answers.Stored(rejections!);
        }
        catch (Exception cause)
        {
            answers.Failed(cause);
        }
    }

    private async Task DeleteAsync(DeleteMessagesTo delete, IActorRef self)
    {
        try
        {
            await DeleteMessagesToAsync(delete.PersistenceId, delete.ToSequenceNr).ConfigureAwait(false);
            delete.PersistentActor.Tell(new DeleteMessagesSuccess(delete.ToSequenceNr), self);
        }
        catch (Exception cause)
        {
            delete.PersistentActor.Tell(new DeleteMessagesFailure(cause, delete.ToSequenceNr), self);
        }
    }

    /// <summary>Senders are of this moment: a journal that kept them would hand them out again after a restart.</summary>
    private static AtomicWrite WithoutSenders(AtomicWrite write)
        => new(write.Events
            .Select(item => item.Update(item.SequenceNr, item.PersistenceId, item.IsDeleted, ActorRefs.NoSender, item.WriterGuid))
            .ToImmutableList());
}
