using Jobs.Core;
using Jobs.Core.Lifecycle;
using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Queues;

/// <summary>Workers outside the process: they claim jobs under a lease, and answer for them.</summary>
internal sealed partial class QueueActor
{
    private readonly ClaimWaiters _claims = new();

    private void Handle(ClaimJobs claim)
    {
        var now = Now();
        var refusal = LeaseNext.Check(claim, _context.Policy) ?? (IsOverloaded ? Overload() : null);
        if (refusal is not null)
        {
            Reply(new RequestRefused(refusal));
            return;
        }

        // Whoever waits already comes first: then nothing is ready.
        var items = Lease(claim, now);
        var wait = _unfed.Count > 0 && claim.Wait < ClaimPatience ? ClaimPatience : claim.Wait;
        if (items.Count > 0 || wait == TimeSpan.Zero || !_isClaiming || _claims.IsFull)
            Reply(new JobsClaimed(items));
        else
            WaitForWork(new ClaimWaiter(claim with { Wait = wait }, Sender, now));
        Advance(now);
    }

    private void WaitForWork(ClaimWaiter waiter)
    {
        _claims.Add(waiter);
        Timers.StartSingleTimer(waiter.Claim.Claim, new ClaimWaitIsOver(waiter.Claim.Claim), waiter.Claim.Wait);
    }

    private void ServeClaims(DateTimeOffset now)
    {
        while (_claims.First is { } waiter && Lease(waiter.Claim, now) is { Count: > 0 } items)
        {
            _claims.RemoveFirst();
            Answer(waiter, items);
        }
    }

    private List<ClaimedJob> Lease(ClaimJobs claim, DateTimeOffset now)
    {
        var items = new List<ClaimedJob>();
        var bytes = 0;
        while (_isClaiming && items.Count < claim.Limit && bytes < LeaseBounds.ClaimBytesMax
            && LeaseNext.Decide(_state, _context.Policy, claim, LeaseToken.New(), now).Event is JobLeased leased && HasPayload(leased.Id))
        {
            Record(leased);
            var job = _state.Find(leased.Id)!;
            bytes += job.PayloadHere.Bytes.Length;
            items.Add(new ClaimedJob(JobViews.Of(job, _context), leased.Token, leased.Until));
        }

        return items;
    }

    private void GiveUp(Guid claim)
    {
        if (_claims.Remove(claim) is { } waiter)
            Answer(waiter, []);
    }

    private void GiveUpAllClaims()
    {
        while (_claims.First is { } waiter)
            GiveUp(waiter.Claim.Claim);
    }

    private void Answer(ClaimWaiter waiter, IReadOnlyList<ClaimedJob> items)
    {
        Timers.Cancel(waiter.Claim.Claim);
        Send(waiter.Sender, new JobsClaimed(items));
    }

    private void Handle(AckJob ack) => Change(ack.Id, (job, now) => AnswerLease.Decide(_state, _context.Policy, job, ack, now, _context.Random.NextDouble()));

    private void Handle(NackJob nack) => Change(nack.Id, (job, now) => AnswerLease.Decide(_state, _context.Policy, job, nack, now, _context.Random.NextDouble()));

    private void Handle(ExtendLease extend)
    {
        if (_state.Find(extend.Id) is not { } job)
        {
            Reply(new RequestRefused(Refusals.NotFound(extend.Id, _context.Queue)));
            return;
        }

        var now = Now();
        var decision = IsOverloaded ? Overload() : AnswerLease.Decide(job, extend, now);
        if (decision.Event is { } e)
            Record(e);
        if (decision.Event is LeaseExtended && extend.Progress is { } progress)
            Show(job, new JobProgress(double.IsNaN(progress.Percent) ? 0 : Math.Clamp(progress.Percent, 0, 100), CleanText.Of(progress.Message, AttemptProgressBox.MessageBytesMax)));
        Reply(decision.Refusal is { } refusal ? new RequestRefused(refusal) : new LeaseRuns(job.Id, job.DueAt));
        Advance(now);
    }

    private void ExpireLeases(DateTimeOffset now)
    {
        for (var ended = 0; ended < KeepLeases.BatchMax && KeepLeases.Expire(_state, _context.Policy, now).Event is { } e; ended++)
            Record(e);
    }

    private IReadOnlyList<ExternalWorker>? ExternalWorkers()
    {
        if (!_context.Policy.Settings.ExternalWorkers)
            return null;
        var holding = _state.Leases.Entries.Where(entry => !entry.IsStale).Select(entry => entry.Job.Lease!).Select(lease => (Name: lease.Worker, Leases: 1, Waits: false, lease.SeenAt));
        var waiting = _claims.All.Select(waiter => (Name: waiter.Claim.Worker, Leases: 0, Waits: true, SeenAt: waiter.Since));
        return [.. holding.Concat(waiting)
            .GroupBy(seen => seen.Name, StringComparer.Ordinal)
            .Select(worker => new ExternalWorker(worker.Key, worker.Sum(seen => seen.Leases), worker.Any(seen => seen.Waits), worker.Max(seen => seen.SeenAt)))
            .OrderByDescending(worker => worker.SeenAt)
            .ThenBy(worker => worker.Name, StringComparer.Ordinal)
            .Take(LeaseBounds.WorkersShownMax)];
    }
}
