namespace Jobs.Checkpoints;

/// <summary>
/// Which rows of a journal may go: those behind the older of the two pointers that are kept, written longer ago than the journal is kept. They go a step at a time, for a database that
/// deletes much at once keeps everybody waiting.
/// </summary>
internal sealed class JournalTrim(TimeSpan keep)
{
    private readonly Queue<JournalMark> _marks = new();
    private JournalMark _newest;
    private long _before;
    private long _pointer;
    private bool _isDeleting;

    public long DeletedTo { get; private set; }

    /// <summary>The pointer before the newest: snapshots below it are not needed.</summary>
    public long Before => _before;

    /// <summary>The pointer that this process has started from, and what it said. It has proved itself.</summary>
    public void Restore(long pointer, IndexPointer stored)
    {
        _pointer = _before = pointer;
        DeletedTo = stored.DeletedTo;
        foreach (var mark in stored.Marks)
            Mark(mark);
    }

    /// <summary>What the next pointer has to say.</summary>
    public IndexPointer Next(long sequenceNr, DateTimeOffset at)
    {
        if (_marks.Count == 0 || at - _newest.At >= keep / CheckpointBounds.MarksPerKeep)
            Mark(new JournalMark(sequenceNr, at));
        return new IndexPointer([.. _marks], DeletedTo);
    }

    /// <summary>The pointer is durable.</summary>
    public void Saved(long pointer)
    {
        if (pointer <= _pointer)
            return;
        _before = _pointer;
        _pointer = pointer;
    }

    /// <summary>Up to where the next step deletes; null: there is nothing to do, or a step is under way.</summary>
    public long? NextStep(DateTimeOffset now)
    {
        if (_isDeleting)
            return null;
        while (_marks.TryPeek(out var mark) && now - mark.At >= keep && mark.SequenceNr <= _before)
        {
            if (mark.SequenceNr > DeletedTo)
            {
                _isDeleting = true;
                return Math.Min(mark.SequenceNr, DeletedTo + CheckpointBounds.DeletedPerStep);
            }

            _marks.Dequeue();
        }

        return null;
    }

    /// <summary>The step is done.</summary>
    public void Deleted(long to)
    {
        _isDeleting = false;
        DeletedTo = Math.Max(DeletedTo, to);
    }

    /// <summary>The step failed; it is tried again with the next pointer.</summary>
    public void Failed() => _isDeleting = false;

    private void Mark(JournalMark mark)
    {
        _marks.Enqueue(mark);
        _newest = mark;
    }
}
