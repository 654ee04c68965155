using Google.Protobuf;

namespace Jobs.Core.Rollups;

/// <summary>A histogram as bytes: of each bucket that has something, how many empty ones come before it and its count, as varints. A minute of a busy queue takes some 30 to 60 bytes; an empty histogram none.</summary>
internal static class HistogramCodec
{
    public static ReadOnlyMemory<byte> Encode(ReadOnlySpan<long> counts)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            var empty = 0u;
            foreach (var count in counts)
            {
                if (count == 0)
                {
                    empty++;
                    continue;
                }

                output.WriteUInt32(empty);
                output.WriteInt64(count);
                empty = 0;
            }
        }

        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">These bytes are no histogram.</exception>
    public static void Decode(ReadOnlySpan<byte> encoded, LogHistogram into)
    {
        if (encoded.IsEmpty)
            return;
        using var input = new CodedInputStream(encoded.ToArray());
        try
        {
            for (var bucket = -1L; !input.IsAtEnd;)
            {
                bucket += 1L + input.ReadUInt32();
                var count = input.ReadInt64();
                if (bucket >= LogHistogram.Buckets || count <= 0)
                    throw new InvalidDataException($"A histogram has no bucket {bucket} with {count}.");
                into.Add((int)bucket, count);
            }
        }
        catch (InvalidProtocolBufferException cause)
        {
            throw new InvalidDataException("A histogram is cut off.", cause);
        }
    }
}
