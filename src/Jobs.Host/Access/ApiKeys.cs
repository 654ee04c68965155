using System.Security.Cryptography;
using System.Text;
using Jobs.Hosting;

namespace Jobs.Host.Access;

/// <summary>Whose key somebody has shown. All keys are compared, in constant time: how long it takes says nothing about how near a guess was, nor to whose key.</summary>
internal sealed class ApiKeys
{
    /// <summary>Longer than any key; what is longer is not hashed.</summary>
    private const int KeyCharsMax = 256;

    private readonly IReadOnlyList<ApiKeySettings> _keys;
    private readonly Caller[] _callers;

    public ApiKeys(IReadOnlyList<ApiKeySettings> keys, bool isReadOnly)
    {
        _keys = keys;
        _callers = [.. keys.Select(key => new Caller(key.Name, key.Scopes, isReadOnly))];
    }

    /// <summary>Without keys everybody may do everything.</summary>
    public bool IsEmpty => _callers.Length == 0;

    public Caller? Find(ReadOnlySpan<char> key)
    {
        if (key.Length is 0 or > KeyCharsMax)
            return null;
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(KeyCharsMax)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
        Caller? found = null;
        for (var i = 0; i < _callers.Length; i++)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, _keys[i].Hash.Bytes))
                found = _callers[i];
        }

        return found;
    }
}
