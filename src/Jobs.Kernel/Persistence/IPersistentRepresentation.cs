using Akka.Actor;

namespace Akka.Persistence;

/// <summary>An event with its place in the journal.</summary>
public interface IPersistentRepresentation
{
    object Payload { get; }

    string Manifest { get; }

    string PersistenceId { get; }

    /// <summary>From 1, without gaps.</summary>
    long SequenceNr { get; }

    /// <summary>When the journal wrote it, in ticks of <see cref="DateTime"/> in UTC; 0 until then.</summary>
    long Timestamp { get; }

    string WriterGuid { get; }

    bool IsDeleted { get; }

    /// <summary>Who sent the command that led to the event; not stored.</summary>
    IActorRef? Sender { get; }

    IPersistentRepresentation WithTimestamp(long timestamp);

    IPersistentRepresentation WithPayload(object payload);

    IPersistentRepresentation Update(long sequenceNr, string persistenceId, bool isDeleted, IActorRef? sender, string writerGuid);
}
