using Jobs.Core.Lifecycle;
using Jobs.Messages;

namespace Jobs.Core.Tests.Model;

/// <summary>Workers outside the process claim and answer, in time, late, twice and for what was never theirs.</summary>
internal sealed partial class QueueRun
{
    private ulong _tokens;

    private void Lease(QueueStep step)
    {
        var claim = new ClaimJobs(QueueUnderTest.Name, $"worker-{step.A % 3}", 1) { Lease = Spans[2 + (step.B % 3)] };
        var token = new LeaseToken(1, ++_tokens);
        Agree(_model.Lease(claim.Worker, token, claim.Lease, _now), LeaseNext.Decide(_queue, _policy, claim, token, _now));
    }

    private void AnswerLease(QueueStep step)
    {
        if (AnyLease(step) is not { } lease)
            return;
        var job = _queue.Find(lease.Job)!;
        var (acks, permanent, random) = (step.C % 2 == 0, step.C % 6 == 1, (step.C % 100) / 100.0);
        var decision = acks
            ? Core.Lifecycle.AnswerLease.Decide(_queue, _policy, job, new AckJob(null, job.Id, lease.Token, JobPayload.Json(1)), _now, random)
            : Core.Lifecycle.AnswerLease.Decide(_queue, _policy, job, new NackJob(null, job.Id, lease.Token, new JobError("e", "m"), permanent), _now, random);
        Agree(_model.Answer(job.Id, lease.Token, acks, permanent, (decision.Event as JobFailed)?.RetryAt, _now), decision);
    }

    private void Extend(QueueStep step)
    {
        if (AnyLease(step) is not { } lease)
            return;
        var length = Spans[2 + (step.C % 4)];
        Agree(
            _model.Extend(lease.Job, lease.Token, length, _now),
            Core.Lifecycle.AnswerLease.Decide(_queue.Find(lease.Job)!, new ExtendLease(null, lease.Job, lease.Token, length), _now));
    }

    private void ExpireAll()
    {
        while (Agree(_model.Expire(_now), KeepLeases.Expire(_queue, _policy, _now)).Event is not null)
        {
        }
    }

    private void RenewLeases()
    {
        foreach (var id in _model.Leased)
        {
            Apply(KeepLeases.Renew(_queue.Find(id)!, _now));
            _model.Renew(id, _now);
        }
    }

    /// <summary>One of all leases there were, mostly a new one, or a token that never was.</summary>
    private (JobId Job, LeaseToken Token)? AnyLease(QueueStep step)
    {
        var leases = _model.Leases;
        if (leases.Count == 0)
            return null;
        var lease = leases[step.B % 3 == 0 ? step.A % leases.Count : leases.Count - 1 - (step.A % Math.Min(3, leases.Count))];
        return step.B % 20 == 1 ? (lease.Job, new LeaseToken(2, 2)) : lease;
    }
}
