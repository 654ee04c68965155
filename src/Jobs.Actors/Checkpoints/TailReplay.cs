namespace Jobs.Checkpoints;

/// <summary>
/// The journal as it is read at a start. Without a pointer it is the whole story, and is applied as it comes. After one it is the tail: kept aside until the index has said how far it speaks.
/// Every number must follow the one before.
/// </summary>
internal sealed class TailReplay<TCommit>(string persistenceId)
{
    private readonly Queue<(long SequenceNr, TCommit Commit)> _kept = new();
    private long _last;

    /// <summary>0: there is none.</summary>
    public long Pointer { get; private set; }

    public void Begin(long pointer) => Pointer = _last = pointer;

    /// <returns>Whether the commit is to be applied now.</returns>
    /// <exception cref="JournalGapException">Commits are missing before this one.</exception>
    public bool Take(long sequenceNr, TCommit commit)
    {
        if (sequenceNr != _last + 1)
            throw new JournalGapException(persistenceId, _last + 1, $"the next row of the journal is {sequenceNr}");
        _last = sequenceNr;
        if (Pointer == 0)
            return true;
        _kept.Enqueue((sequenceNr, commit));
        return false;
    }

    /// <summary>Whether the index, which speaks up to this number, and what was kept are the whole story together.</summary>
    /// <param name="highest">The journal's highest number.</param>
    public bool Continues(long checkpoint, long highest) => Pointer <= checkpoint && checkpoint <= highest && _last == highest;

    /// <summary>The commits that the checkpoint does not know, each once, in order.</summary>
    public IEnumerable<(long SequenceNr, TCommit Commit)> TakeAfter(long checkpoint)
    {
        while (_kept.TryDequeue(out var next))
        {
            if (next.SequenceNr > checkpoint)
                yield return next;
        }
    }

    /// <exception cref="JournalGapException">The journal's last rows are missing.</exception>
    public void End(long highest)
    {
        if (_last != highest)
            throw new JournalGapException(persistenceId, _last + 1, $"the journal goes up to {highest}, but these rows can not be read");
    }
}
