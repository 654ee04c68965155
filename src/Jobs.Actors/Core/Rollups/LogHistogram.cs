using System.Numerics;

namespace Jobs.Core.Rollups;

/// <summary>
/// How long things took, counted in buckets that grow with the time: four to each doubling, from 1 ms to about 12 days. A percentile is the upper end of its bucket, at most 25 % above the true one.
/// Histograms of several minutes and queues add up to the one of all of them.
/// </summary>
internal sealed class LogHistogram
{
    public const int BucketsPerOctave = 4;

    public const int Octaves = 30;

    /// <summary>One below the smallest time; what is above the largest counts for the last.</summary>
    public const int Buckets = 1 + (Octaves * BucketsPerOctave);

    /// <summary>Everything shorter counts as this.</summary>
    public static readonly TimeSpan Smallest = TimeSpan.FromMilliseconds(1);

    private const int OctaveShift = 2;

    private static readonly long _unitTicks = Smallest.Ticks / BucketsPerOctave;

    private readonly long[] _counts = new long[Buckets];

    public long Count { get; private set; }

    /// <summary>A clock that was set back makes a time negative; it counts as none.</summary>
    public void Add(TimeSpan time) => Add(BucketOf(time), 1);

    public void Add(LogHistogram other)
    {
        for (var bucket = 0; bucket < Buckets; bucket++)
            _counts[bucket] += other._counts[bucket];
        Count += other.Count;
    }

    /// <summary>Adds what <see cref="Encode"/> has made.</summary>
    public void Add(ReadOnlySpan<byte> encoded) => HistogramCodec.Decode(encoded, this);

    public ReadOnlyMemory<byte> Encode() => HistogramCodec.Encode(_counts);

    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }

    /// <summary>The time that this share of all did not exceed; null when there are none.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    public TimeSpan? Percentile(double share)
    {
        if (Count == 0)
            return null;
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var bucket = 0;
        for (var passed = _counts[0]; passed < rank; passed += _counts[bucket])
            bucket++;
        return UpperEnd(bucket);
    }

    internal static int BucketOf(TimeSpan time)
    {
        var units = time.Ticks / _unitTicks;
        if (units < BucketsPerOctave)
            return 0;
        var octave = BitOperations.Log2((ulong)units) - OctaveShift;
        var quarter = (int)(units >> octave) & (BucketsPerOctave - 1);
        return Math.Min(1 + (octave * BucketsPerOctave) + quarter, Buckets - 1);
    }

    internal static TimeSpan UpperEnd(int bucket)
    {
        if (bucket == 0)
            return Smallest;
        var (octave, quarter) = Math.DivRem(bucket - 1, BucketsPerOctave);
        return new TimeSpan((long)(BucketsPerOctave + quarter + 1) * _unitTicks << octave);
    }

    internal void Add(int bucket, long count)
    {
        _counts[bucket] += count;
        Count += count;
    }
}
