using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>Answers one <see cref="WriteMessages"/>: one message for each event and each deferred call, in order, as from the sender of its command.</summary>
internal readonly struct JournalAnswers(WriteMessages write, IActorRef journal)
{
    /// <param name="rejections">For each <see cref="AtomicWrite"/> in order null, or why it is not stored; null when all are.</param>
    public void Stored(IReadOnlyList<Exception?>? rejections) => Answer(rejections, failure: null);

    public void Failed(Exception cause) => Answer(rejections: null, cause);

    private void Answer(IReadOnlyList<Exception?>? rejections, Exception? failure)
    {
        var endsWrite = true;
        var writes = 0;
        // By index: this runs for every commit, and an enumerator would be an object for each.
        for (var i = 0; i < write.Messages.Count; i++)
        {
            var message = write.Messages[i];
            if (message is not AtomicWrite atomic)
            {
                Tell(new LoopMessageSuccess(message.Payload, write.ActorInstanceId) { EndsWrite = endsWrite }, message.Sender);
                endsWrite = false;
                continue;
            }

            var rejection = rejections?[writes++];
            for (var j = 0; j < atomic.Events.Count; j++)
            {
                Tell(AnswerTo(atomic.Events[j], rejection, failure, endsWrite), atomic.Events[j].Sender);
                endsWrite = false;
            }
        }
    }

    private JournalResponse AnswerTo(IPersistentRepresentation persistent, Exception? rejection, Exception? failure, bool endsWrite)
    {
        if (failure is not null)
            return new WriteMessageFailure(persistent, failure, write.ActorInstanceId) { EndsWrite = endsWrite };
        return rejection is null
            ? new WriteMessageSuccess(persistent, write.ActorInstanceId) { EndsWrite = endsWrite }
            : new WriteMessageRejected(persistent, rejection, write.ActorInstanceId) { EndsWrite = endsWrite };
    }

    private void Tell(JournalResponse answer, IActorRef? sender) => write.PersistentActor.Tell(answer, sender ?? journal);
}
