using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence;

/// <summary>What passes from a persistent actor to its journal, in order: writes, and what only keeps its place between them.</summary>
public interface IPersistentEnvelope
{
    object Payload { get; }

    IActorRef? Sender { get; }

    int Size { get; }
}

/// <summary>Events of one persistence id that are stored all or not at all.</summary>
public sealed class AtomicWrite : IPersistentEnvelope
{
    public AtomicWrite(IPersistentRepresentation @event)
        : this(ImmutableArray.Create(@event))
    {
    }

    public AtomicWrite(IImmutableList<IPersistentRepresentation> payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (payload.Count == 0)
            throw new ArgumentException("Payload of AtomicWrite must not be empty.", nameof(payload));

        Events = payload;
        var first = payload[0];
        PersistenceId = first.PersistenceId;
        LowestSequenceNr = first.SequenceNr;
        HighestSequenceNr = payload[^1].SequenceNr;
        if (payload.Count > 1 && payload.Any(item => item.PersistenceId != PersistenceId))
            throw new ArgumentException("AtomicWrite must contain messages for the same persistenceId", nameof(payload));
    }

    /// <summary>An <see cref="IImmutableList{T}"/> of <see cref="IPersistentRepresentation"/>.</summary>
    public object Payload => Events;

    public IActorRef? Sender => ActorRefs.NoSender;

    public int Size => Events.Count;

    public string PersistenceId { get; }

    public long LowestSequenceNr { get; }

    public long HighestSequenceNr { get; }

    internal IImmutableList<IPersistentRepresentation> Events { get; }

    public override string ToString() => $"AtomicWrite<pid: {PersistenceId}, seqNr: {LowestSequenceNr}..{HighestSequenceNr}>";
}

/// <summary>The place of a <c>DeferAsync</c> among the writes.</summary>
internal sealed record NonPersistentMessage(object Payload, IActorRef? Sender) : IPersistentEnvelope
{
    public int Size => 1;
}
