using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Jobs.Host.Handlers;

/// <summary>Chance that is the same in every run.</summary>
internal static class Lottery
{
    /// <summary>True for one in <paramref name="oneIn"/> of all attempts.</summary>
    public static bool Draw(JobId job, int attempt, int oneIn)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{job}/{attempt}"), hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)oneIn == 0;
    }
}
