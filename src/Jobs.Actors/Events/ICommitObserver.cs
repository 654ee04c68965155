namespace Jobs.Events;

/// <summary>
/// Is told what the queues of this process make public, in the order of their commits, after each commit is durable; nothing of a commit whose write fails, and nothing of what a queue reads at its start.
/// Given with <see cref="Hosting.JobsSettings.Observers"/>.
/// </summary>
public interface ICommitObserver
{
    /// <summary>Asked at each decision. While no observer says so, queues note nothing and nothing is allocated.</summary>
    bool IsObserving { get; }

    /// <summary>
    /// Called on the thread of a queue's actor, for several queues at once: it must not wait, and is over before the queue goes on. The facts are gone when it returns; what is kept must be copied.
    /// An exception is logged and goes no further.
    /// </summary>
    void OnCommitted(in Committed commit);
}

/// <summary>What one commit made public, in the order in which it was decided.</summary>
/// <param name="queue">Its queue.</param>
/// <param name="partition">Which of the queue's partitions.</param>
/// <param name="sequenceNr">Its place in the partition's journal. Facts that are not stored, of progress, have that of the commit before.</param>
/// <param name="facts">At least one.</param>
public readonly ref struct Committed(string queue, int partition, long sequenceNr, ReadOnlySpan<Fact> facts)
{
    public string Queue { get; } = queue;

    public int Partition { get; } = partition;

    public long SequenceNr { get; } = sequenceNr;

    public ReadOnlySpan<Fact> Facts { get; } = facts;
}
