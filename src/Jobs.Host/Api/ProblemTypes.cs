using System.Collections.Frozen;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>The one place that says which status and title a refusal has over HTTP.</summary>
internal static class ProblemTypes
{
    public const string UnknownRoute = "unknown-route";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string UnsupportedMediaType = "unsupported-media-type";
    public const string BodyTooLarge = "body-too-large";
    public const string IdempotencyConflict = "idempotency-conflict";
    public const string BatchRefused = "batch-refused";
    public const string ForeignHost = "foreign-host";
    public const string CrossSite = "cross-site";
    public const string Unauthorized = "unauthorized";
    public const string Forbidden = "forbidden";
    public const string ReadOnly = "read-only";
    public const string TooManyRequests = "too-many-requests";
    public const string TooManyStreams = "too-many-streams";
    public const string InternalError = "internal-error";

    /// <summary>What a 503 says when the refusal itself names no time.</summary>
    public static readonly TimeSpan RetryAfterDefault = TimeSpan.FromSeconds(1);

    private static readonly FrozenDictionary<string, (int Status, string Title)> _known = new Dictionary<string, (int, string)>
    {
        [Refusal.Codes.InvalidRequest] = (400, "The request is not valid"),
        [Unauthorized] = (401, "An API key is needed"),
        [Forbidden] = (403, "The API key does not allow it"),
        [ReadOnly] = (403, "The host takes no changes"),
        [CrossSite] = (403, "A page of another site may not change anything here"),
        [Refusal.Codes.UnknownQueue] = (404, "No such queue"),
        [Refusal.Codes.NotFound] = (404, "Not found"),
        [UnknownRoute] = (404, "No such route"),
        [MethodNotAllowed] = (405, "The route does not take this method"),
        [Refusal.Codes.IdConflict] = (409, "The id belongs to another job"),
        [Refusal.Codes.AmbiguousId] = (409, "Several queues have a job with this id"),
        [Refusal.Codes.InvalidState] = (409, "The job's state does not allow it"),
        [Refusal.Codes.NoExternalWorkers] = (409, "The host runs the jobs of this queue itself"),
        [Refusal.Codes.LeaseLost] = (409, "The job is not this worker's any more"),
        [Refusal.Codes.QueueDraining] = (409, "The queue takes no new jobs"),
        [Refusal.Codes.TooManyOperations] = (409, "Too many operations run"),
        [Refusal.Codes.PayloadTooLarge] = (413, "The payload is too large"),
        [BodyTooLarge] = (413, "The request body is too large"),
        [UnsupportedMediaType] = (415, "The body is not application/json"),
        [ForeignHost] = (421, "The Host header names another server"),
        [Refusal.Codes.UnknownType] = (422, "No handler for this type"),
        [IdempotencyConflict] = (422, "The idempotency key was used for another job"),
        [BatchRefused] = (422, "Nothing of the batch was stored"),
        [TooManyRequests] = (429, "Too many requests"),
        [InternalError] = (500, "The server failed"),
        [TooManyStreams] = (503, "Too many listen already"),
        [Refusal.Codes.QueueOverloaded] = (503, "The queue is overloaded"),
        [Refusal.Codes.QueueUnavailable] = (503, "The queue does not serve at the moment"),
        [Refusal.Codes.OutcomeUnknown] = (503, "The outcome is unknown"),
    }.ToFrozenDictionary();

    /// <summary>Every type that there is.</summary>
    public static IEnumerable<string> All => _known.Keys;

    /// <summary>A code that is not listed is our fault, and never a success.</summary>
    public static int StatusOf(string type) => _known.TryGetValue(type, out var known) ? known.Status : 500;

    public static string TitleOf(string type) => _known.TryGetValue(type, out var known) ? known.Title : "The server failed";
}
