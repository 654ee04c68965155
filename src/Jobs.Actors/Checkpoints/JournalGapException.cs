namespace Jobs.Checkpoints;

/// <summary>The journal does not tell the whole story, and the index does not know the rest: what the queue holds can not be known. It stays down until somebody has looked.</summary>
internal sealed class JournalGapException(string persistenceId, long sequenceNr, string what)
    : InvalidOperationException($"journal-gap: {persistenceId} at sequence number {sequenceNr}: {what}. The queue stays down; nothing was changed. 'jobs doctor' says what is there and what can be mended.")
{
    public long SequenceNr { get; } = sequenceNr;
}
