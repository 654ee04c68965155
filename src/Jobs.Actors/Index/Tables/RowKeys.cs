namespace Jobs.Index.Tables;

/// <summary>The key of a row of jobs or letters: the number of its checkpoint above, its own number below.</summary>
internal static class RowKeys
{
    /// <summary>A partition may have 10¹² jobs in its life, and a database 8 million partitions.</summary>
    private const int SequenceBits = 40;

    private const long SequenceMax = (1L << SequenceBits) - 1;

    public static long Of(long checkpoint, long sequence) => sequence is >= 0 and <= SequenceMax
        ? (checkpoint << SequenceBits) | sequence
        : throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"A row can have numbers 0..{SequenceMax}.");

    public static long SequenceOf(long key) => key & SequenceMax;

    public static long First(long checkpoint) => checkpoint << SequenceBits;

    public static long Last(long checkpoint) => First(checkpoint) | SequenceMax;
}
