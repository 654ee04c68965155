using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Jobs;

/// <summary>
/// UUIDs of version 7 (RFC 9562): 48 bits of Unix milliseconds, 74 random bits. <see cref="Guid.CreateVersion7()"/> asks the operating system for randomness once per id, which costs more
/// than the rest of an enqueue; this asks once per <see cref="BufferBytes"/>.
/// </summary>
internal static class Uuid7
{
    private const int BufferBytes = 4096;
    private const int RandomBytes = 10;

    // The one static state of Jobs: bytes of the system's generator, each used once, by the thread that holds them.
    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _used;

    public static Guid New()
    {
        Span<byte> uuid = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(uuid, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() << 16);
        Take().CopyTo(uuid[6..]);
        uuid[6] = (byte)(0x70 | (uuid[6] & 0x0F)); // version 7
        uuid[8] = (byte)(0x80 | (uuid[8] & 0x3F)); // RFC variant
        return new Guid(uuid, bigEndian: true);
    }

    private static ReadOnlySpan<byte> Take()
    {
        if (_random is null || _used + RandomBytes > BufferBytes)
        {
            _random ??= new byte[BufferBytes];
            RandomNumberGenerator.Fill(_random);
            _used = 0;
        }

        _used += RandomBytes;
        return _random.AsSpan(_used - RandomBytes, RandomBytes);
    }
}
