using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>At most one is under way for an instance of a persistent actor.</summary>
internal sealed record WriteMessages(IReadOnlyList<IPersistentEnvelope> Messages, IActorRef PersistentActor, int ActorInstanceId) : INoSerializationVerificationNeeded;

/// <summary>Asks for <see cref="ReplayedMessage"/>s and then <see cref="RecoverySuccess"/>, or <see cref="ReplayMessagesFailure"/>.</summary>
internal sealed record ReplayMessages(
    long FromSequenceNr, long ToSequenceNr, long Max, string PersistenceId, IActorRef PersistentActor, ReplayWindow Window) : INoSerializationVerificationNeeded;

internal sealed record DeleteMessagesTo(string PersistenceId, long ToSequenceNr, IActorRef PersistentActor) : INoSerializationVerificationNeeded;

/// <param name="ActorInstanceId">The instance that asked: an answer to an earlier one is dropped.</param>
internal abstract record JournalResponse(int ActorInstanceId) : INoSerializationVerificationNeeded
{
    /// <summary>On the first answer to a <see cref="WriteMessages"/>: from now on the next may be sent.</summary>
    public bool EndsWrite { get; init; }
}

internal sealed record WriteMessageSuccess(IPersistentRepresentation Persistent, int ActorInstanceId) : JournalResponse(ActorInstanceId);

/// <summary>The event is certainly not stored.</summary>
internal sealed record WriteMessageRejected(IPersistentRepresentation Persistent, Exception Cause, int ActorInstanceId) : JournalResponse(ActorInstanceId);

/// <summary>Nobody knows whether the event is stored.</summary>
internal sealed record WriteMessageFailure(IPersistentRepresentation Persistent, Exception Cause, int ActorInstanceId) : JournalResponse(ActorInstanceId);

internal sealed record LoopMessageSuccess(object Message, int ActorInstanceId) : JournalResponse(ActorInstanceId);

/// <param name="Persistent">The event.</param>
/// <param name="Bytes">What it takes of the <see cref="ReplayWindow"/> until it has been handled.</param>
internal sealed record ReplayedMessage(IPersistentRepresentation Persistent, int Bytes) : IDeadLetterSuppression, INoSerializationVerificationNeeded;

internal sealed record RecoverySuccess(long HighestSequenceNr) : IDeadLetterSuppression, INoSerializationVerificationNeeded;

internal sealed record ReplayMessagesFailure(Exception Cause) : IDeadLetterSuppression, INoSerializationVerificationNeeded;
