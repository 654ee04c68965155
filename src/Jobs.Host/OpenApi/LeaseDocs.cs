using static Jobs.Messages.Refusal.Codes;

namespace Jobs.Host.OpenApi;

/// <summary>What is said of the routes for workers in any language.</summary>
internal static class LeaseDocs
{
    private const string Token = "00ff1122334455668877665544332211";

    private static readonly IReadOnlyList<string> _answer = [UnknownQueue, NotFound, AmbiguousId, LeaseLost, QueueUnavailable, OutcomeUnknown];

    public static RouteDoc Claim { get; } = new(Tags.Leases, "Claims jobs of a queue with external workers, waiting for some if there are none")
    {
        Body = new Shape("ClaimJobs", """{"worker": "worker-1", "limit": 1, "leaseMs": 300000, "waitMs": 0}""") { Required = ["worker", "limit"], Nullable = ["leaseMs", "waitMs"] },
        Answers =
        [
            new(200, "The jobs, perhaps none", new Shape("ClaimedJobs", $$"""{"items": [{"job": {{JobShapes.Job.Example}}, "leaseToken": "{{Token}}", "leaseUntil": "2026-11-02T08:05:00.0000000Z"}]}""")
            {
                Parts = new Dictionary<string, Shape> { ["items[].job"] = JobShapes.Job },
            }),
        ],
        Problems = [UnknownQueue, NoExternalWorkers, QueueOverloaded, QueueUnavailable, OutcomeUnknown],
    };

    public static RouteDoc Ack { get; } = new(Tags.Leases, "The job is done")
    {
        Query = [Queries.Queue],
        Body = new Shape("AckJob", $$"""{"leaseToken": "{{Token}}", "result": {"sent": true} }""") { Required = ["leaseToken"], Any = ["result"] },
        Answers = [new(200, "The completed job", JobShapes.Job)],
        Problems = [.. _answer, PayloadTooLarge],
    };

    public static RouteDoc Nack { get; } = new(Tags.Leases, "The attempt has failed; the queue decides about a retry")
    {
        Query = [Queries.Queue],
        Body = new Shape("NackJob", $$"""{"leaseToken": "{{Token}}", "error": {"type": "SmtpException", "message": "Connection refused", "stack": ""}, "permanent": false}""")
        {
            Required = ["leaseToken", "error"],
            Nullable = ["error.type", "error.stack"],
        },
        Answers = [new(200, "The job as it now is", JobShapes.Job)],
        Problems = _answer,
    };

    public static RouteDoc Extend { get; } = new(Tags.Leases, "Keeps the lease, and tells how far the job is")
    {
        Query = [Queries.Queue],
        Body = new Shape("ExtendLease", $$"""{"leaseToken": "{{Token}}", "leaseMs": 300000, "progress": {"percent": 40, "message": "rendered"} }""")
        {
            Required = ["leaseToken", "leaseMs"],
            Nullable = ["progress", "progress.message"],
        },
        Answers = [new(200, "Until when it runs", new Shape("Lease", """{"leaseUntil": "2026-11-02T08:05:00.0000000Z"}"""))],
        Problems = _answer,
    };
}
