using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Jobs.Core;

/// <summary>
/// XXH64, the hash of Yann Collet, after its specification (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md): 64 bits of any bytes, the same on every machine and for ever. No protection
/// against somebody who wants two of the same.
/// </summary>
internal static class XxHash64
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;
    private const int StripeBytes = 32;
    private const int LaneBytes = 8;
    private const int StripeWords = StripeBytes / LaneBytes;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var rest = bytes;
        var hash = (bytes.Length < StripeBytes ? seed + Prime5 : OfStripes(ref rest, seed)) + (ulong)bytes.Length;
        for (; rest.Length >= LaneBytes; rest = rest[LaneBytes..])
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
        if (rest.Length >= sizeof(uint))
        {
            hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
            rest = rest[sizeof(uint)..];
        }

        foreach (var last in rest)
            hash = BitOperations.RotateLeft(hash ^ (last * Prime5), 11) * Prime1;
        return Avalanche(hash);
    }

    private static ulong OfStripes(ref ReadOnlySpan<byte> rest, ulong seed)
    {
        var (lane1, lane2, lane3, lane4) = (seed + Prime1 + Prime2, seed + Prime2, seed, seed - Prime1);
        var words = MemoryMarshal.Cast<byte, ulong>(rest);
        for (; words.Length >= StripeWords; words = words[StripeWords..])
        {
            lane1 = Round(lane1, LittleEndian(words[0]));
            lane2 = Round(lane2, LittleEndian(words[1]));
            lane3 = Round(lane3, LittleEndian(words[2]));
            lane4 = Round(lane4, LittleEndian(words[3]));
        }

        rest = rest[(rest.Length / StripeBytes * StripeBytes)..];
        var hash = BitOperations.RotateLeft(lane1, 1) + BitOperations.RotateLeft(lane2, 7) + BitOperations.RotateLeft(lane3, 12) + BitOperations.RotateLeft(lane4, 18);
        return Merge(Merge(Merge(Merge(hash, lane1), lane2), lane3), lane4);
    }

    private static ulong LittleEndian(ulong word) => BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);

    private static ulong Round(ulong lane, ulong input) => BitOperations.RotateLeft(lane + (input * Prime2), 31) * Prime1;

    private static ulong Merge(ulong hash, ulong lane) => ((hash ^ Round(0, lane)) * Prime1) + Prime4;

    private static ulong Avalanche(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }
}
