using Jobs.Host.Api;

namespace Jobs.Host.Access;

/// <summary>
/// Refuses who shows no key or a wrong one, and more briefly who keeps on doing so. Valid keys are never held up by it: nobody can lock out others behind his address,
/// and guessing a key of 128 bits needs no limit to be hopeless.
/// </summary>
internal sealed class Refusals(TimeProvider clock)
{
    /// <summary>So many at once from one address, then one in three seconds.</summary>
    public static readonly RateLimit PerAddress = new(20, TimeSpan.FromMinutes(1));

    private readonly ClientRates _rates = new(PerAddress, clock);

    public Problem Count(HttpContext http, string advice) => _rates.TryTake(ClientAddress.Of(http), out var retryAfter)
        ? new Problem(ProblemTypes.Unauthorized, advice)
        : new Problem(ProblemTypes.TooManyRequests, "Too many requests without a valid key came from this address.", RetryAfter: retryAfter);
}
