namespace Akka.Actor;

/// <summary>Messages put aside, with their senders, until the actor is ready for them.</summary>
public interface IStash
{
    int Count { get; }

    bool IsEmpty { get; }

    bool NonEmpty { get; }

    bool IsFull { get; }

    /// <summary>-1 when there is no bound.</summary>
    int Capacity { get; }

    /// <summary>Puts the message being handled aside; the same one only once.</summary>
    void Stash();

    /// <summary>The oldest comes back, before everything in the mailbox.</summary>
    void Unstash();

    void UnstashAll();

    /// <summary>Those that the filter takes come back in order; the others are dropped.</summary>
    void UnstashAll(Func<Envelope, bool> predicate);

    IEnumerable<Envelope> ClearStash();

    void Prepend(IEnumerable<Envelope> envelopes);
}

public interface IActorStash
{
    IStash Stash { get; set; }
}

public interface IWithUnrestrictedStash : IActorStash;

/// <summary>An actor with a stash; the runtime sets it after the constructor and gives what is in it back before a restart.</summary>
public interface IWithStash : IWithUnrestrictedStash;

public interface IWithUnboundedStash : IWithUnrestrictedStash;
