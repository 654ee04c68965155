namespace Jobs.Core;

/// <summary>How the index knows a job. None of this is part of what the job is.</summary>
internal sealed partial class Job
{
    private IndexMark _mark;

    /// <summary>It has a row there, or one is on its way.</summary>
    public bool IsStored
    {
        get => Has(IndexMark.Stored);
        set => Set(IndexMark.Stored, value);
    }

    /// <summary>It stands among those that have changed since the last capture.</summary>
    public bool IsNoted
    {
        get => Has(IndexMark.Noted);
        set => Set(IndexMark.Noted, value);
    }

    /// <summary>Nobody is to find it any more.</summary>
    public bool IsRemoved
    {
        get => Has(IndexMark.Removed);
        set => Set(IndexMark.Removed, value);
    }

    /// <summary>Said of a captured or restored job: it has started and has not ended, in a queue where others of its key wait for that.</summary>
    public bool HoldsLine
    {
        get => Has(IndexMark.HoldsLine);
        set => Set(IndexMark.HoldsLine, value);
    }

    private bool Has(IndexMark mark) => (_mark & mark) != 0;

    private void Set(IndexMark mark, bool value) => _mark = value ? _mark | mark : _mark & ~mark;

    [Flags]
    private enum IndexMark : byte
    {
        None = 0,
        Stored = 1,
        Noted = 2,
        Removed = 4,
        HoldsLine = 8,
    }
}
