namespace Jobs.Core;

/// <summary>Which workers of a queue run an attempt; the lowest free number is given first.</summary>
internal sealed class WorkerSlots
{
    private const int WordBits = 64;

    private ulong[] _taken = new ulong[1];

    public int Count { get; private set; }

    /// <summary>The lowest free worker below <paramref name="concurrency"/>, or -1.</summary>
    public int LowestFree(int concurrency)
    {
        if (Count >= concurrency)
            return -1;
        for (var word = 0; word < _taken.Length; word++)
        {
            if (_taken[word] == ulong.MaxValue)
                continue;
            var worker = (word * WordBits) + System.Numerics.BitOperations.TrailingZeroCount(~_taken[word]);
            return worker < concurrency ? worker : -1;
        }

        return _taken.Length * WordBits < concurrency ? _taken.Length * WordBits : -1;
    }

    public bool IsTaken(int worker) => worker / WordBits < _taken.Length && (_taken[worker / WordBits] & (1UL << (worker % WordBits))) != 0;

    public void Take(int worker)
    {
        var word = worker / WordBits;
        if (word >= _taken.Length)
            Array.Resize(ref _taken, Math.Max(word + 1, _taken.Length * 2));
        var bit = 1UL << (worker % WordBits);
        if ((_taken[word] & bit) != 0)
            throw new InvalidOperationException($"Worker {worker} runs an attempt already.");
        _taken[word] |= bit;
        Count++;
    }

    public void Free(int worker)
    {
        var bit = 1UL << (worker % WordBits);
        if ((_taken[worker / WordBits] & bit) == 0)
            throw new InvalidOperationException($"Worker {worker} runs no attempt.");
        _taken[worker / WordBits] &= ~bit;
        Count--;
    }
}
