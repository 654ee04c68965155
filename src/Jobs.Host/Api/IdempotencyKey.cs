using System.Security.Cryptography;
using System.Text;

namespace Jobs.Host.Api;

/// <summary>The <c>Idempotency-Key</c> header: makes a job's id from its queue and a word of the sender's, so that the same request twice is the same job.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    /// <summary>A UUIDv8 (RFC 9562: 122 bits of our own choosing) from the SHA-256 of both, with their lengths apart.</summary>
    public static JobId ToJobId(string queue, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{queue}\0{key}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return JobId.FromUuid(new Guid(hash[..16], bigEndian: true));
    }
}
