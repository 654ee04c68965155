using System.Diagnostics.CodeAnalysis;

namespace Jobs.Hosting;

/// <summary>A key of the host's API, as the configuration knows it: by its hash.</summary>
/// <param name="Name">1 to 64 of a-z 0-9 _ -; stands in histories as <c>key:NAME</c>.</param>
/// <param name="Hash">SHA-256 of the key's UTF-8 bytes.</param>
public sealed record ApiKeySettings(string Name, KeyHash Hash, Scopes Scopes)
{
    /// <summary>At most so many keys.</summary>
    public const int KeysMax = 100;
}

/// <summary>SHA-256 of a random key. The key has 128 bits or more, so its hash needs neither salt nor slowness.</summary>
public sealed class KeyHash
{
    private const string Prefix = "sha256:";
    private const int BytesLength = 32;
    private const int DigitsShown = 8;

    private static readonly System.Buffers.SearchValues<char> _hexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private readonly byte[] _bytes;

    private KeyHash(byte[] bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>As the configuration has it: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public string Text => Prefix + Convert.ToHexStringLower(_bytes);

    public static KeyHash Of(ReadOnlySpan<byte> key) => new(System.Security.Cryptography.SHA256.HashData(key));

    public static bool TryParse(string text, [MaybeNullWhen(false)] out KeyHash hash)
    {
        hash = null;
        if (text.Length != Prefix.Length + (2 * BytesLength) || !text.StartsWith(Prefix, StringComparison.Ordinal) || text.AsSpan(Prefix.Length).ContainsAnyExcept(_hexDigits))
            return false;
        hash = new KeyHash(Convert.FromHexString(text.AsSpan(Prefix.Length)));
        return true;
    }

    /// <summary>Its beginning, by which a person can tell it from others.</summary>
    public override string ToString() => $"{Prefix}{Convert.ToHexStringLower(_bytes)[..DigitsShown]}…";
}
