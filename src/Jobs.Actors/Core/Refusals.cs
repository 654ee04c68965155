using Jobs.Messages;

namespace Jobs.Core;

/// <summary>The refusals of a queue, each worded once.</summary>
internal static class Refusals
{
    /// <summary>How long a sender should wait before it repeats what an overloaded queue refused.</summary>
    public static readonly TimeSpan OverloadRetryAfter = TimeSpan.FromSeconds(1);

    public static Refusal NotFound(JobId id, string? queue) => new(
        Refusal.Codes.NotFound,
        queue is null ? $"No queue knows a job {id}." : $"Queue {queue} does not know a job {id}. Finished jobs are listed as long as the queue keeps them.");

    public static Refusal UnknownQueue(string queue, IEnumerable<string> known) =>
        new(Refusal.Codes.UnknownQueue, $"There is no queue '{queue}'. Known: {string.Join(", ", known)}.", Field: "queue");

    public static Refusal TooManyOperations { get; } = new(
        Refusal.Codes.TooManyOperations, $"{OperationBounds.RunningMax} operations run already, and no more at the same time. Wait until one has ended, or cancel one.");

    public static Refusal OperationUnknown(OperationId id) => new(
        Refusal.Codes.OutcomeUnknown,
        $"The write failed before it was confirmed, so the operation may have begun. Look for {id} among the operations before you ask again.",
        OverloadRetryAfter);

    public static Refusal OperationsDown(TimeSpan retryAfter) => new(
        Refusal.Codes.QueueUnavailable, "Operations can not be stored or read at the moment; they come back by themselves and go on where they were.", retryAfter);

    public static Refusal Invalid(string field, string detail) => new(Refusal.Codes.InvalidRequest, $"{field}: {detail}", Field: field);

    public static Refusal ForeignCursor { get; } = Invalid("cursor", "not one of this list; start again without it");

    public static Refusal IndexUnreadable(string queue, Exception cause) => new(
        Refusal.Codes.QueueUnavailable, $"What the index knows of queue {queue} could not be read: {cause.Message.TrimEnd('.')}. Jobs go on; ask again.", OverloadRetryAfter);

    public static Refusal IdConflict(JobId id) => new(
        Refusal.Codes.IdConflict, $"Job {id} exists with another type or payload. Repeat it with the same ones, or take another id.");

    public static Refusal InvalidState(Job job, string action, string allowed) => new(
        Refusal.Codes.InvalidState, $"Job {job.Id} is {job.Status.Name()} and can not be {action}; allowed: {allowed}.");

    public static Refusal Draining(string queue, QueueFlow flow) => new(
        Refusal.Codes.QueueDraining, $"Queue {queue} is draining since {flow.Since:O}{(flow.By.Length == 0 ? "" : $", as {flow.By} asked")}: it takes no new jobs until it is resumed.");

    public static Refusal PayloadTooLarge(int bytes, int bytesMax) => new(
        Refusal.Codes.PayloadTooLarge, $"payload: {bytes} bytes, at most {bytesMax} are allowed. Store large data elsewhere and pass its address.", Field: "payload");

    public static Refusal Overloaded(string queue, string reason) => new(
        Refusal.Codes.QueueOverloaded, $"Queue {queue} takes no more for the moment: {reason}. Repeat the request later.", OverloadRetryAfter);

    public static Refusal Unavailable(string queue, TimeSpan retryAfter) => new(
        Refusal.Codes.QueueUnavailable, $"Queue {queue} is down or recovering; it comes back by itself. Nothing was stored.", retryAfter);

    /// <summary>For a request that only reads: what it saw was not durable yet.</summary>
    public static Refusal StoppedBeforeAnswer { get; } = new(
        Refusal.Codes.QueueUnavailable, "The queue stopped before it could answer; it comes back by itself. Repeat the request.", OverloadRetryAfter);

    public static Refusal OutcomeUnknown(string what) => new(
        Refusal.Codes.OutcomeUnknown, $"The write failed before it was confirmed, so {what} may be stored or not. Repeat the request with the same id.", TimeSpan.FromSeconds(1));

    public static Refusal NoExternalWorkers(string queue) => new(
        Refusal.Codes.NoExternalWorkers, $"The jobs of queue {queue} are run by this host. Set jobs.queues.{queue}.external-workers = on to claim them over HTTP.");

    public static Refusal ClaimUnknown { get; } = new(
        Refusal.Codes.OutcomeUnknown, "The write failed before it was confirmed. Claim again; a lease that was stored without your knowing its token runs out by itself.", TimeSpan.FromSeconds(1));

    public static Refusal LeaseLost(JobId id, string why) => new(
        Refusal.Codes.LeaseLost, $"Job {id} is not this worker's any more: {why}. The answer changes nothing; stop working on it and claim the next.");

    public static Refusal ResultTooLarge(int bytes) => new(
        Refusal.Codes.PayloadTooLarge, $"result: {bytes} bytes, at most {JobBounds.ResultBytesMax} are stored. Store large data elsewhere and give its address.", Field: "result");

    /// <summary>An outcome that comes twice, late, or from a worker that lost its job.</summary>
    public static Refusal AttemptOver(JobId id) => new(Refusal.Codes.InvalidState, $"The attempt of job {id} has ended before; its outcome changes nothing.");
}
