using System.Runtime.InteropServices;

namespace Jobs.Core;

/// <summary>Tells whether a repeated request asks for the same, when its payload is not at hand any more: 64 bits of type and payload. Stored, and so the same in every process and for ever.</summary>
internal static class PayloadFingerprint
{
    /// <returns>Never 0, which stands for none.</returns>
    public static ulong Of(string type, JobPayload payload)
    {
        var hash = XxHash64.Of(payload.Bytes.Span, Of(payload.KeyId, Of(payload.ContentType, Of(type, seed: 0))));
        return hash == 0 ? 1 : hash;
    }

    private static ulong Of(string text, ulong seed) => XxHash64.Of(MemoryMarshal.AsBytes(text.AsSpan()), seed);
}
