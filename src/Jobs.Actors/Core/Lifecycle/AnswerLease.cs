using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Core.Lifecycle;

/// <summary>
/// A worker outside the process says how its attempt ended, or that it goes on. As long as nobody has ended the attempt the lease is its own, even if its time is over. Later it is refused, and
/// stands in the history, once for each lease; but what has ended the attempt may be said again, by a worker that did not hear the reply.
/// </summary>
internal static class AnswerLease
{
    /// <param name="random">0 to below 1, for the jitter of a retry.</param>
    public static Decision Decide(QueueState state, QueuePolicy policy, Job job, AckJob ack, DateTimeOffset now, double random)
    {
        if (ack.Result is { } result && result.Bytes.Length > JobBounds.ResultBytesMax)
            return Refusals.ResultTooLarge(result.Bytes.Length);
        return End(state, policy, job, ack.Token, LeaseAnswer.Ack, new Outcome.Succeeded(ack.Result), now, random);
    }

    /// <inheritdoc cref="Decide(QueueState, QueuePolicy, Job, AckJob, DateTimeOffset, double)"/>
    public static Decision Decide(QueueState state, QueuePolicy policy, Job job, NackJob nack, DateTimeOffset now, double random)
    {
        if (nack.Error is null)
            return Refusals.Invalid("error", "missing");
        var error = Clean(nack.Error);
        return End(state, policy, job, nack.Token, LeaseAnswer.Nack, nack.Permanent ? new Outcome.Rejected(error) : new Outcome.Failed(error), now, random);
    }

    public static Decision Decide(Job job, ExtendLease extend, DateTimeOffset now)
    {
        if (LeaseNext.CheckLength(extend.Lease) is { } refusal)
            return refusal;
        return job.NewestLease?.Find(extend.Token) switch
        {
            { End: LeaseEnd.Open } => new LeaseExtended(job.Id, extend.Lease, now + extend.Lease, ByWorker: true, now),
            var lease => Refuse(job, lease, LeaseAnswer.Extend, now),
        };
    }

    private static Decision End(QueueState state, QueuePolicy policy, Job job, LeaseToken token, LeaseAnswer answer, Outcome outcome, DateTimeOffset now, double random)
    {
        var lease = job.NewestLease?.Find(token);
        if (lease is { End: LeaseEnd.Open })
            return Settle.Decide(state, policy, new WorkerReport(new AttemptKey(job.Id, lease.Start), outcome), now, random);
        return lease?.End == (answer == LeaseAnswer.Ack ? LeaseEnd.Acked : LeaseEnd.Nacked) ? Decision.Nothing : Refuse(job, lease, answer, now);
    }

    private static Decision Refuse(Job job, JobLease? lease, LeaseAnswer answer, DateTimeOffset now)
    {
        var refusal = Refusals.LeaseLost(job.Id, lease?.End switch
        {
            null => "it has no lease with this token",
            LeaseEnd.Acked => "its lease has ended with an ack",
            LeaseEnd.Nacked => "its lease has ended with a nack",
            LeaseEnd.Expired => "its lease has run out",
            _ => "its lease was revoked",
        });
        return lease is { HasLateAnswer: false } ? new Decision(new LateAnswerRefused(job.Id, lease.Token, answer, now), refusal) : refusal;
    }

    private static JobError Clean(JobError error) => new(
        CleanText.Of(error.Type, JobError.TypeBytesMax),
        CleanText.Of(error.Message, JobError.MessageBytesMax),
        error.Stack is null ? null : CleanText.Of(error.Stack, JobError.StackBytesMax));
}
