namespace Jobs.Queues;

/// <summary>How many bytes of payloads the queues of a host have in memory together. Each says for itself how many it has; any thread may ask.</summary>
/// <param name="bytesMax">What is over this leaves memory, if it waits and the index has it.</param>
internal sealed class PayloadMemory(long bytesMax)
{
    private long _bytes;

    /// <summary>How many bytes have to go; not above 0: none.</summary>
    public long Over => Interlocked.Read(ref _bytes) - bytesMax;

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
