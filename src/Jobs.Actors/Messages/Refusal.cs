namespace Jobs.Messages;

/// <summary>Why a request was not carried out: what is so, and what would help. Nothing of the request was stored, unless the code is <see cref="Codes.OutcomeUnknown"/>.</summary>
/// <param name="Code">One of <see cref="Codes"/>; the same word is the problem type over HTTP.</param>
/// <param name="RetryAfter">When repeating the same request may succeed; null when repeating it unchanged is useless.</param>
/// <param name="Field">The field that is wrong, in its wire name, when it is one.</param>
public sealed record Refusal(string Code, string Detail, TimeSpan? RetryAfter = null, string? Field = null)
{
    public static class Codes
    {
        public const string InvalidRequest = "invalid-request";
        public const string UnknownQueue = "unknown-queue";
        public const string UnknownType = "unknown-type";
        public const string NotFound = "not-found";
        public const string IdConflict = "id-conflict";
        public const string AmbiguousId = "ambiguous-id";
        public const string InvalidState = "invalid-state";
        public const string PayloadTooLarge = "payload-too-large";
        public const string NoExternalWorkers = "no-external-workers";
        public const string LeaseLost = "lease-lost";
        public const string QueueDraining = "queue-draining";
        public const string TooManyOperations = "too-many-operations";
        public const string QueueOverloaded = "queue-overloaded";
        public const string QueueUnavailable = "queue-unavailable";

        /// <summary>The write may or may not have happened: repeat with the same id, which gives the same job.</summary>
        public const string OutcomeUnknown = "outcome-unknown";
    }
}
