using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Answers <c>DeleteMessages</c>: the events up to that number are gone.</summary>
public sealed class DeleteMessagesSuccess
{
    public DeleteMessagesSuccess(long toSequenceNr)
    {
        ToSequenceNr = toSequenceNr;
    }

    public long ToSequenceNr { get; }

    public override string ToString() => $"DeleteMessagesSuccess<{ToSequenceNr}>";
}

/// <summary>Answers <c>DeleteMessages</c>: any part of the events up to that number may be left.</summary>
public sealed class DeleteMessagesFailure : INoSerializationVerificationNeeded
{
    public DeleteMessagesFailure(Exception cause, long toSequenceNr)
    {
        Cause = cause;
        ToSequenceNr = toSequenceNr;
    }

    public Exception Cause { get; }

    public long ToSequenceNr { get; }

    public override string ToString() => $"DeleteMessagesFailure<{Cause}, {ToSequenceNr}>";
}
