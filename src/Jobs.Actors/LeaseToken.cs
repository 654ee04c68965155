using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Jobs;

/// <summary>
/// Proves that a worker outside the process holds a job: 128 random bits, one token per attempt. Whoever has it may end the attempt, so it stands in the answer to the claim and
/// nowhere else: <see cref="ToString"/> does not show it.
/// </summary>
public readonly record struct LeaseToken
{
    private const int BytesCount = 16;

    private readonly ulong _high;
    private readonly ulong _low;

    internal LeaseToken(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>The token as it stands on the wire: 32 hexadecimal digits.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{_high:x16}{_low:x16}");

    internal (ulong High, ulong Low) Bits => (_high, _low);

    public static LeaseToken New()
    {
        Span<byte> bytes = stackalloc byte[BytesCount];
        RandomNumberGenerator.Fill(bytes);
        return Of(bytes);
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out LeaseToken token)
    {
        token = default;
        Span<byte> bytes = stackalloc byte[BytesCount];
        if (text?.Length != 2 * BytesCount || Convert.FromHexString(text, bytes, out _, out _) != OperationStatus.Done)
            return false;
        token = Of(bytes);
        return true;
    }

    public override string ToString() => "(lease token)";

    private static LeaseToken Of(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..]));
}
