using System.Globalization;

namespace Jobs.Host.Api;

/// <summary>A payload's bytes as they are kept: as sent, digit for digit, without the white space between tokens; so the same value in another layout is the same payload.</summary>
internal static class PayloadBytes
{
    private const int EscapeLength = 6;

    /// <param name="json">One well-formed JSON value.</param>
    /// <returns>null when a <c>\u</c> escape is half of a surrogate pair, which is no character.</returns>
    public static byte[]? Copy(ReadOnlySpan<byte> json)
    {
        if (json.IndexOfAny(" \t\r\n\\"u8) < 0)
            return json.ToArray();
        var kept = new byte[json.Length];
        var length = 0;
        var inText = false;
        for (var i = 0; i < json.Length; i++)
        {
            var b = json[i];
            if (b == '"')
            {
                inText = !inText;
            }
            else if (!inText && IsSpace(b))
            {
                continue;
            }
            else if (b == '\\')
            {
                var escape = EscapeAt(json[i..]);
                if (escape == 0)
                    return null;
                json.Slice(i, escape).CopyTo(kept.AsSpan(length));
                length += escape;
                i += escape - 1;
                continue;
            }

            kept[length++] = b;
        }

        return kept.AsSpan(0, length).ToArray();
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>Length of the escape that the bytes begin with, a surrogate pair as one; 0 for a lone surrogate.</summary>
    private static int EscapeAt(ReadOnlySpan<byte> json)
    {
        if (json[1] != 'u')
            return 2;
        var unit = (char)Hex(json);
        if (!char.IsSurrogate(unit))
            return EscapeLength;
        var rest = json[EscapeLength..];
        var paired = char.IsHighSurrogate(unit) && rest.Length >= EscapeLength && rest[0] == '\\' && rest[1] == 'u' && char.IsLowSurrogate((char)Hex(rest));
        return paired ? 2 * EscapeLength : 0;
    }

    private static ushort Hex(ReadOnlySpan<byte> escape) => ushort.Parse(escape[2..EscapeLength], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
