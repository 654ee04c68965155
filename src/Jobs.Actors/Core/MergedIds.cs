using System.Security.Cryptography;
using System.Text;

namespace Jobs.Core;

/// <summary>
/// The ids of requests that became no job of their own, because another one held their key: until <see cref="EndedIds.Memory"/> afterwards, and at most <see cref="EndedIds.IdsMax"/> per
/// partition, the same request has the same answer.
/// </summary>
internal sealed class MergedIds(int idsMax = EndedIds.IdsMax) : IdMemory<MergedIds.Merged>(EndedIds.Memory, idsMax)
{
    public void Add(JobId id, JobId into, ulong fingerprint, DateTimeOffset at) => Add(id, new Merged(into, fingerprint), at);

    /// <summary>Tells whether a repeated request asks for the same. Stored, and so the same in every process: the first 64 bits of the SHA-256 of type and payload.</summary>
    public static ulong Fingerprint(string type, JobPayload payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(type));
        hash.AppendData([0]);
        hash.AppendData(payload.Bytes.Span);
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(sum);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(sum);
    }

    public readonly record struct Merged(JobId Into, ulong Fingerprint);
}
