using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Jobs.Host.Access;

/// <summary>A browser that has signed in.</summary>
/// <param name="Antiforgery">What a change must carry when the browser does not say where it comes from (<see cref="SameOrigin"/>).</param>
internal sealed record Session(DateTimeOffset EndsAt, string Antiforgery);

/// <summary>Who has signed in with a browser. Kept in memory, by the hash of a random token: a restart signs everybody out, and what is in memory lets nobody in.</summary>
internal sealed class Sessions(TimeProvider clock)
{
    /// <summary>When there are more, the oldest ends.</summary>
    public const int SessionsMax = 1_000;

    private const int TokenBytes = 32;

    /// <summary>A working day.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly Dictionary<string, Caller> _signedIn = new(StringComparer.Ordinal);
    private readonly Queue<string> _inOrder = new();
    private readonly Lock _lock = new();

    /// <returns>The token, which only the browser keeps.</returns>
    public string Begin(Caller caller)
    {
        var token = NewToken();
        var place = PlaceOf(token);
        var signedIn = caller with { Session = new Session(clock.GetUtcNow() + Lifetime, NewToken()) };
        lock (_lock)
        {
            // All live equally long, so those that have ended are the oldest.
            while (_inOrder.TryPeek(out var oldest) && (_inOrder.Count >= SessionsMax || Alive(oldest) is null))
                _signedIn.Remove(_inOrder.Dequeue());
            _signedIn[place] = signedIn;
            _inOrder.Enqueue(place);
        }

        return token;
    }

    public Caller? Find(string token)
    {
        var place = PlaceOf(token);
        lock (_lock)
            return Alive(place);
    }

    public void End(string token)
    {
        lock (_lock)
            _signedIn.Remove(PlaceOf(token));
    }

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    private static string PlaceOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private Caller? Alive(string place) => _signedIn.TryGetValue(place, out var caller) && caller.Session!.EndsAt > clock.GetUtcNow() ? caller : null;
}
