using Akka.Actor;

namespace Jobs.Index;

/// <summary>Something that waits to be written, and who waits for it.</summary>
internal abstract record IndexWrite(IActorRef Asker);

/// <summary>Goes into one transaction with its like.</summary>
internal sealed record PartWrite(IndexPart Part, IActorRef Asker) : IndexWrite(Asker)
{
    public int Rows => Part.Jobs.TryGetNonEnumeratedCount(out var count) ? count : Part.JobsCount;
}

/// <summary>Has a transaction of its own.</summary>
internal sealed record ChangeWrite(Func<IIndexWrites, object> Change, IActorRef Asker) : IndexWrite(Asker);

/// <summary>Not a write: it is done when everything that came before it has been written or has failed.</summary>
internal sealed record AfterWrites(Action Then, IActorRef Asker) : IndexWrite(Asker);
