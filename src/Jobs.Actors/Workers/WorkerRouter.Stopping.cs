using Akka.Actor;
using Jobs.Telemetry;

namespace Jobs.Workers;

/// <summary>How attempts end that do not end by themselves: at their limit, at the end of the drain time, or with their worker.</summary>
internal sealed partial class WorkerRouter
{
    /// <summary>How long a handler may take to end after its token was cancelled. Then its attempt is reported without it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private const string DeadlineTimer = "deadline";
    private const string DrainTimer = "drain";

    private readonly List<IActorRef> _drainers = [];
    private DrainStep _drain;

    // One timer for all workers. It stays when the attempt that it was set for ends: at most it finds nothing due.
    private DateTimeOffset _timerDue = WorkerSlot.Never;

    private void EnsureTimer(DateTimeOffset deadline, DateTimeOffset now)
    {
        if (deadline >= _timerDue)
            return;
        _timerDue = deadline;
        Timers.StartSingleTimer(DeadlineTimer, Workers.CheckDeadlines.Instance, deadline > now ? deadline - now : TimeSpan.Zero);
    }

    private void CheckDeadlines()
    {
        var now = _scheduler.Now;
        _timerDue = WorkerSlot.Never;
        var earliest = WorkerSlot.Never;
        foreach (var slot in _slots)
        {
            if (slot.Deadline <= now)
                HandleDeadline(slot, now);
            earliest = slot.Deadline < earliest ? slot.Deadline : earliest;
        }

        EnsureTimer(earliest, now);
    }

    private void HandleDeadline(WorkerSlot slot, DateTimeOffset now)
    {
        if (slot.Stopping == StopReason.None)
            Stop(slot, StopReason.Timeout, now);
        else
            GraceIsOver(slot);
    }

    private void Stop(WorkerSlot slot, StopReason reason, DateTimeOffset now)
    {
        slot.Stop(reason, graceEnd: now + Grace);
        EnsureTimer(slot.Deadline, now);
        slot.Running!.Stop(reason);
    }

    private void GraceIsOver(WorkerSlot slot)
    {
        if (_drain != DrainStep.None || !_stuck.IsFull)
        {
            GiveUp(slot);
            return;
        }

        var start = slot.Running!.Start;
        WorkerLog.StuckLimitReached(Log, _workplace.Queue, start.Key.Job, start.Type, slot.Index, _stuck.Max);
        slot.HoldBack();
        _stuck.HoldBack(slot);
    }

    /// <summary>Reports an attempt whose handler goes on, and gives its place to a fresh worker.</summary>
    private void GiveUp(WorkerSlot slot)
    {
        var start = slot.Running!.Start;
        _stuck.Release(slot);
        if (!slot.Running.TryWithdraw())
        {
            _stuck.GiveUp(new StuckHandler(start, slot.Index, slot.BegunAt));
            TellStuck();
        }

        if (slot.Stopping != StopReason.WorkerStopped)
            WorkerLog.HandlerStuck(Log, _workplace.Queue, start.Key.Job, start.Type, slot.Index, Grace.TotalMilliseconds, _stuck.Count, _stuck.Max);
        if (slot.Worker is { } worker)
        {
            slot.Worker = null;
            Context.Unwatch(worker);
            Context.Stop(worker);
        }

        End(slot, slot.Stopping switch
        {
            StopReason.Timeout => new Outcome.Failed(JobErrors.Timeout(start.Timeout)),
            StopReason.WorkerStopped => new Outcome.Failed(JobErrors.WorkerDied()),
            _ => Outcome.Interrupted.Instance,
        });
    }

    // Rare, and only for those who look at the queue.
    private void TellStuck() => _queue.Tell(new StuckHandlersCounted(_stuck.Count), _self);

    private void HandleLateEnd(AttemptEnded message)
    {
        var start = message.Run.Start;
        if (!_stuck.HasEnded(start.Key))
            return;
        TellStuck();
        WorkerLog.StuckHandlerEnded(Log, _workplace.Queue, start.Key.Job, start.Type, start.Worker, message.Outcome.GetType().Name);
        if (_stuck.NextHeldBack is { } slot)
            GiveUp(slot);
    }

    private void Handle(Terminated message)
    {
        if (Array.Find(_slots, slot => message.ActorRef.Equals(slot.Worker)) is not { } slot)
            return;
        WorkerLog.WorkerDied(Log, _workplace.Queue, slot.Index);
        slot.Worker = null;
        if (slot.Running is null)
            return;
        if (slot.Running.TryWithdraw())
        {
            Start(slot, slot.Running.Start, _scheduler.Now);
            return;
        }

        // The worker has cancelled its handler, which counts as stuck until it ends.
        slot.Stop(StopReason.WorkerStopped, WorkerSlot.Never);
        GraceIsOver(slot);
    }

    private void Handle(DrainWorkers message)
    {
        _drain = _drain == DrainStep.None ? DrainStep.Drains : _drain;
        _drainers.Add(Sender);
        foreach (var slot in _stuck.AllHeldBack)
            GiveUp(slot);
        if (message.Timeout > TimeSpan.Zero)
            Timers.StartSingleTimer(DrainTimer, DrainTimeOver.Instance, message.Timeout);
        else
            StopAll();
        AnswerWhenDrained();
    }

    private void StopAll()
    {
        _drain = DrainStep.Over;
        var now = _scheduler.Now;
        var running = Array.FindAll(_slots, slot => slot.Running is not null && slot.Stopping == StopReason.None);
        WorkerLog.DrainTimeOver(Log, _workplace.Queue, running.Length);
        foreach (var slot in running)
            Stop(slot, StopReason.Drain, now);
        foreach (var slot in _slots)
        {
            while (slot.NextWaiting() is { } start)
                Report(start.Key, Outcome.Interrupted.Instance);
        }
    }

    private void AnswerWhenDrained()
    {
        if (_drain == DrainStep.None || !_ledger.IsEmpty)
            return;
        _drain = DrainStep.Over;
        Timers.Cancel(DrainTimer);
        foreach (var drainer in _drainers)
            drainer.Tell(WorkersDrained.Instance, _self);
        _drainers.Clear();
    }

    private enum DrainStep
    {
        None,

        /// <summary>What the queue had claimed before it was told to stop may still come, and runs.</summary>
        Drains,

        /// <summary>What comes now does not run: its attempt is given back.</summary>
        Over,
    }
}
