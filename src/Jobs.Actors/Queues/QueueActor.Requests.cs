using Akka.Actor;
using Jobs.Core;
using Jobs.Core.Lifecycle;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>What senders and operators ask of the queue.</summary>
internal sealed partial class QueueActor
{
    private readonly JobWaiters _waiters = new();

    private void Handle(EnqueueJob job)
    {
        var now = Now();
        Reply(Enqueue(job, now));
        Advance(now);
    }

    private void Handle(EnqueueJobs batch)
    {
        var now = Now();
        if (EnqueueDesk.CheckBatch(batch) is { } refusal)
        {
            Reply(new BatchRefused(-1, refusal));
            return;
        }

        if (batch.Atomic && (IsOverloaded ? (-1, Overload()) : _enqueuing.FirstRefused(batch.Jobs, now)) is { Item2: { } first } refused)
        {
            Reply(new BatchRefused(refused.Item1, first));
            return;
        }

        var receipts = new EnqueueReceipt[batch.Jobs.Count];
        for (var i = 0; i < receipts.Length; i++)
            receipts[i] = Enqueue(batch.Jobs[i], now);
        Reply(new JobsEnqueued(receipts));
        Advance(now);
    }

    private EnqueueReceipt Enqueue(EnqueueJob job, DateTimeOffset now)
    {
        var decision = IsOverloaded ? Overload() : _enqueuing.Decide(job, now);
        if (decision.Refusal is { } refusal)
            return new EnqueueRefused(job?.Id ?? default, refusal);
        if (decision.Event is { } e)
            Record(e);
        return decision.Event is JobAccepted accepted ? _enqueuing.Receipt(job, accepted) : _enqueuing.ReceiptOfKnown(job, now);
    }

    private Refusal Overload() => Refusals.Overloaded(_context.Queue, "its journal is behind");

    private void Handle(RetryJob command)
    {
        if (_state.Find(command.Id) is { Status: JobStatus.Dead })
            PassToDeadLetters(new ReplayDeadLetter(command.Queue, command.Id, null, command.By, command.TraceParent));
        else
            Change(command.Id, (job, now) => RunNow.Decide(job, command, now));
    }

    private void Handle(DeleteJob command)
    {
        if (_state.Find(command.Id) is { Status: JobStatus.Dead })
        {
            PassToDeadLetters(new DeleteDeadLetter(command.Queue, command.Id, command.By, command.TraceParent));
            return;
        }

        OnJob(command.Id, (job, asker) => Delete(job, command, asker));
    }

    private void Delete(Job job, DeleteJob command, IActorRef asker)
    {
        var now = Now();
        var decision = Remove.Decide(job, command, now);
        Record(job, decision, now);
        Send(asker, decision.Refusal is { } refusal ? new RequestRefused(refusal) : new JobDeleted(command.Id));
    }

    private void Change(JobId id, Func<Job, DateTimeOffset, Decision> decide) => OnJob(id, (job, asker) => Change(job, decide, asker));

    private void Change(Job job, Func<Job, DateTimeOffset, Decision> decide, IActorRef asker)
    {
        var now = Now();
        var decision = decide(job, now);
        Record(job, decision, now);
        if (decision.Refusal is { } refusal)
            Send(asker, new RequestRefused(refusal));
        else
            Show(job, View(_state.Find(job.Id) ?? job), changed => new JobChanged(changed), asker);
        Advance(now);
    }

    private QueueView View() => JobViews.Of(_state, _context, _rates, Now()) with { ExternalWorkers = ExternalWorkers(), StuckHandlers = _stuckHandlers, Concurrency = Concurrency, Workers = _range };

    private void Handle(AwaitJob request)
    {
        var job = _state.Find(request.Id);
        var wait = request.Wait < AwaitJob.WaitMax ? request.Wait : AwaitJob.WaitMax;
        if (job is null || job.Status.IsFinal() || wait <= TimeSpan.Zero || !_waiters.TryAdd(request.Id, Sender))
            Show(request.Id, View, Sender);
        else
            Timers.StartSingleTimer((request.Id, Sender), new WaitIsOver(request.Id, Sender), wait);
    }

    private void Handle(WaitIsOver wait)
    {
        if (_waiters.Remove(wait.Id, wait.Waiter) && _state.Find(wait.Id) is { } job)
            Show(job, View(job), found => new JobFound(found), wait.Waiter);
    }

    protected override void PostStop()
    {
        foreach (var waiter in _waiters.TakeAll().Concat(_claims.All.Select(claim => claim.Sender)))
            waiter.Tell(new RequestRefused(Refusals.StoppedBeforeAnswer), Self);
        ForgetPayloads();
        _context.Gauge?.Hide();
        base.PostStop();
    }

    private void Ended(JobId id)
    {
        if (_waiters.IsEmpty)
            return;
        foreach (var waiter in _waiters.Take(id))
        {
            Timers.Cancel((id, waiter));
            Show(id, View, waiter);
        }
    }
}
