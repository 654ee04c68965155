using Akka.Actor;

namespace Jobs.Index;

/// <summary>Something that waits to be written, and who waits for it.</summary>
internal abstract record IndexWrite(IActorRef Asker);

/// <summary>Goes into one transaction with its like.</summary>
internal sealed record PartWrite(IndexPart Part, IActorRef Asker) : IndexWrite(Asker)
{
    /// <summary>Rows of jobs that are known before they are made; of a part that does not know, a guess.</summary>
    public int Rows => Part.Jobs.TryGetNonEnumeratedCount(out var count) ? count : IndexWriter.RoundRowsMax / 10;
}

/// <summary>Has a transaction of its own.</summary>
internal sealed record ChangeWrite(Func<IIndexWrites, object> Change, IActorRef Asker) : IndexWrite(Asker);
