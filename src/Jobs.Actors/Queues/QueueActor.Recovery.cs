using Jobs.Core;
using Jobs.Core.Lifecycle;
using Jobs.Journal;
using Jobs.Telemetry;
using Jobs.Workers;

namespace Jobs.Queues;

/// <summary>From the journal to the first claim: read what happened, take the partition over, and find out what of it still runs.</summary>
internal sealed partial class QueueActor
{
    protected override void Replay(QueueCommit commit)
    {
        if (commit.Header.PreviousConfirmedAt is { } confirmedAt)
            _state.InFlight.Confirm(confirmedAt);
        foreach (var e in QueueEventReader.Read(commit))
            _state.Apply(e);
        _state.InFlight.Seal();
    }

    // The first commit of a writer begins with QueueOpened: the unique index lets it pass only if no other writer is ahead, and nothing is dispatched before.
    protected override void Opened()
    {
        QueueLog.Recovered(Logger, _context.Queue, _state.Jobs.Count, _state.Starts, _state.DeathsOwed.Count);
        Record(new QueueOpened(Incarnation, _context.Host, Now()));
        if (_state.Limits.IsLive)
            ResizeWorkers();
        Send(_router, new ListRunningAttempts(Self));
        Send(Context.Parent, QueueRecovered.Instance);
    }

    // What is leased runs elsewhere. What ran under another incarnation is gone with it; what this one started and the router does not know was never dispatched.
    private void Handle(RunningAttempts running)
    {
        _stuckHandlers = running.StuckHandlers;
        var known = running.Keys.ToHashSet();
        var now = Now();
        var interrupted = 0;
        foreach (var job in Processing())
        {
            if (job.IsLeased)
            {
                Record(KeepLeases.Renew(job, now));
            }
            else if (job.StartedUnder != Incarnation)
            {
                Record(Interrupt.AfterCrash(_state, _context.Policy, job, now, _context.Random.NextDouble()));
                interrupted++;
            }
            else if (known.Contains(new AttemptKey(job.Id, job.Start)))
            {
                StopAgain(job);
            }
            else
            {
                DispatchAgain(job, now);
            }
        }

        if (interrupted > 0)
            QueueLog.CrashesFound(Logger, _context.Queue, interrupted);
        _isReconciled = true;
        AwaitFirstSweep();
        StartScaling();
        SettleStartsInDoubt();
        JoinPools();
        _turn.Resume();
        Advance(now);
    }

    private List<Job> Processing()
    {
        var processing = new List<Job>();
        for (var job = _state[JobStatus.Processing].Oldest; job is not null; job = job.Newer)
            processing.Add(job);
        return processing;
    }
}
