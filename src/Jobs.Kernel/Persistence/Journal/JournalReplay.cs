using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>Answers one <see cref="ReplayMessages"/>, the same way for every journal.</summary>
internal static class JournalReplay
{
    /// <param name="request">What is to be replayed, and to whom.</param>
    /// <param name="readHighest">The highest sequence number of the id.</param>
    /// <param name="replay">Reads up to a sequence number and calls back with each event and its size.</param>
    /// <param name="filter">Holds back what an overtaken writer wrote.</param>
    public static async Task RunAsync(
        ReplayMessages request, Func<Task<long>> readHighest, Func<long, Action<IPersistentRepresentation, int>, Task> replay, ReplayFilter filter)
    {
        try
        {
            var highest = await readHighest().ConfigureAwait(false);
            var toSequenceNr = Math.Min(request.ToSequenceNr, highest);
            if (toSequenceNr >= request.FromSequenceNr && toSequenceNr > 0 && request.Max > 0)
                await replay(toSequenceNr, OnEvent).ConfigureAwait(false);
            filter.Flush(Send);
            request.PersistentActor.Tell(new RecoverySuccess(highest), ActorRefs.NoSender);
        }
        catch (Exception cause)
        {
            request.PersistentActor.Tell(new ReplayMessagesFailure(cause), ActorRefs.NoSender);
        }

        void OnEvent(IPersistentRepresentation persistent, int bytes)
        {
            if (!persistent.IsDeleted)
                filter.Add(new ReplayedMessage(persistent, bytes), Send);
        }

        void Send(ReplayedMessage message)
        {
            request.Window.Sent(message.Bytes);
            request.PersistentActor.Tell(message, ActorRefs.NoSender);
        }
    }
}
