using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Core.Tests.Model;

/// <summary>Jobs in the hands of workers outside the process.</summary>
internal sealed partial class NaiveQueue
{
    /// <summary>Every lease there ever was of a job that is still known.</summary>
    public IReadOnlyList<(JobId Job, LeaseToken Token)> Leases => [.. _jobs.Values.OrderBy(job => job.Sequence).SelectMany(job => job.Leases.Select(lease => (job.Asked.Id, lease.Token)))];

    public IReadOnlyList<JobId> Leased => [.. In(JobStatus.Processing).Where(job => job.IsLeased).OrderBy(job => job.Start).Select(job => job.Asked.Id)];

    public string Lease(string worker, LeaseToken token, TimeSpan length, DateTimeOffset now)
    {
        if (Claim(suspectAllowed: true, now) == Nothing)
            return Nothing;
        var job = In(JobStatus.Processing).MaxBy(started => started.Start)!;
        Set(job with { Leases = [.. job.Leases, new NaiveLease(token, worker, length, now + length)] });
        return nameof(JobLeased);
    }

    /// <param name="until">The retry time that was decided.</param>
    public string Answer(JobId id, LeaseToken token, bool acks, bool permanent, DateTimeOffset? until, DateTimeOffset now)
    {
        var answer = acks ? "acked" : "nacked";
        if (Held(id, token) is not { } job)
            return _jobs[id].Leases.Any(lease => lease.Token == token && lease.End == answer) ? Nothing : RefuseLate(id, token);
        Set(EndLease(job, answer));
        var error = new JobError("e", "m");
        Outcome outcome = acks ? Outcome.Succeeded.WithoutResult : permanent ? new Outcome.Rejected(error) : new Outcome.Failed(error);
        return Report(new WorkerReport(new AttemptKey(id, job.Start), outcome), until, now);
    }

    public string Extend(JobId id, LeaseToken token, TimeSpan length, DateTimeOffset now)
    {
        if (Held(id, token) is not { } job)
            return RefuseLate(id, token);
        Set(job with { Leases = [.. job.Leases.SkipLast(1), job.Leases[^1] with { Length = length, Until = now + length }] });
        return nameof(LeaseExtended);
    }

    public void Renew(JobId id, DateTimeOffset now) => Extend(id, _jobs[id].Leases[^1].Token, _jobs[id].Leases[^1].Length, now);

    public string Expire(DateTimeOffset now)
    {
        var over = In(JobStatus.Processing).Where(job => job.IsLeased && job.Leases[^1].Until <= now).OrderBy(job => job.Leases[^1].Until).ThenBy(job => job.Sequence).FirstOrDefault();
        if (over is null)
            return Nothing;
        var job = EndLease(over, "expired") with { Worker = null, Crashes = over.Crashes + 1, LostLeases = over.LostLeases + 1 };
        if (job.Crashes >= policy.CrashLimit)
        {
            Die(job);
            return nameof(JobDied);
        }

        Set(job with { Status = JobStatus.Pending, Attempts = job.Attempts - 1 });
        return nameof(JobInterrupted);
    }

    private NaiveJob? Held(JobId id, LeaseToken token) => _jobs[id].IsLeased && _jobs[id].Leases[^1].Token == token ? _jobs[id] : null;

    // Once for each lease it is also a fact, as long as the lease is remembered.
    private string RefuseLate(JobId id, LeaseToken token)
    {
        var job = _jobs[id];
        var late = job.Leases.TakeLast(8).FirstOrDefault(lease => lease.Token == token && !lease.HasLateAnswer);
        if (late is null)
            return Refusal.Codes.LeaseLost;
        Set(job with { Leases = [.. job.Leases.Select(lease => lease == late ? lease with { HasLateAnswer = true } : lease)] });
        return $"{nameof(LateAnswerRefused)} {Refusal.Codes.LeaseLost}";
    }

    private static NaiveJob EndLease(NaiveJob job, string end) => job.IsLeased ? job with { Leases = [.. job.Leases.SkipLast(1), job.Leases[^1] with { End = end }] } : job;
}
