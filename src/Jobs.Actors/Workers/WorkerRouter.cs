using Akka.Actor;
using Jobs.Hosting;
using Jobs.Messages;
using Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobs.Workers;

/// <summary>
/// Owns a queue's workers, one <see cref="WorkerActor"/> per place, and keeps every outcome until the queue has stored it. Outlives the QueueActor: when a write fails
/// and that one stops, running work goes on here and is reported to its successor.
/// </summary>
internal sealed partial class WorkerRouter : ReceiveActor, IWithTimers
{
    private readonly Workplace _workplace;
    private WorkerSlot[] _slots = [];
    private readonly AttemptLedger _ledger = new();
    private readonly StuckHandlers _stuck;
    private readonly IActorRef _self;
    private readonly IScheduler _scheduler;
    private IActorRef _queue = ActorRefs.Nobody;
    private int _inEffect;

    public WorkerRouter(Workplace workplace, int concurrency)
    {
        _workplace = workplace;
        _stuck = new StuckHandlers(max: concurrency);
        _self = Self;
        _scheduler = Context.System.Scheduler;
        GrowTo(concurrency);
        _inEffect = concurrency;

        Receive<RunJobs>(Handle);
        Receive<StopAttempt>(Handle);
        Receive<AttemptEnded>(Handle);
        Receive<FlushReports>(_ => Flush());
        Receive<ReportsStored>(Handle);
        Receive<ListRunningAttempts>(Handle);
        Receive<ListBusyWorkers>(Handle);
        Receive<ListWorkers>(_ => Sender.Tell(WorkerViews.Of(_workplace, _slots, _inEffect, _stuck), _self));
        Receive<AttemptProgress>(Handle);
        Receive<DoneStep>(Handle);
        Receive<StepSettled>(Handle);
        Receive<CheckDeadlines>(_ => CheckDeadlines());
        Receive<Terminated>(Handle);
        Receive<DrainWorkers>(Handle);
        Receive<ResizeWorkers>(Handle);
        Receive<DrainTimeOver>(_ => StopAll());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private ILogger Log => _workplace.Log;

    internal static Props Props(string queue, int workers, QueueSettings settings, JobHandlers handlers, IServiceProvider services, ILoggerFactory loggers, Func<int, string>? workerId = null)
    {
        var workplace = new Workplace(queue, workers, settings, handlers, services, loggers, workerId);
        return Akka.Actor.Props.Create(() => new WorkerRouter(workplace, workers));
    }

    protected override void PostStop()
    {
        _workplace.Threads?.Close();
        base.PostStop();
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void Handle(RunJobs message)
    {
        var now = _scheduler.Now;
        for (var i = 0; i < message.Starts.Count; i++)
        {
            var start = message.Starts[i];
            if (!_ledger.TryAdd(start.Key))
                continue;
            var slot = SlotOf(start);
            if (_drain == DrainStep.Over)
                Report(start.Key, Outcome.Interrupted.Instance);
            else if (slot.Running is null)
                Start(slot, start, now);
            else
                WaitFor(slot, start);
        }
    }

    private void Handle(ResizeWorkers message)
    {
        _stuck.Max = message.Concurrency;
        _workplace.Threads?.Resize(BlockingThreads.MaxFor(message.Concurrency));
        GrowTo(message.Concurrency);
        for (var place = _inEffect; place < message.Concurrency; place++)
            _slots[place].Since = _scheduler.Now;
        for (var place = message.Concurrency; place < _inEffect; place++)
            LetGo(_slots[place]);
        _inEffect = message.Concurrency;
    }

    // One that runs something keeps its worker to the end of it, and beyond: it does nothing there.
    private static void LetGo(WorkerSlot slot)
    {
        if (slot.Running is not null || slot.Worker is not { } worker)
            return;
        slot.Worker = null;
        Context.Unwatch(worker);
        Context.Stop(worker);
    }

    private void Handle(AttemptEnded message)
    {
        var slot = SlotOf(message.Run.Start);
        if (!ReferenceEquals(slot.Running, message.Run))
        {
            HandleLateEnd(message);
            return;
        }

        if (message.Progress is not null)
            _queue.Tell(message.Progress, _self);
        End(slot, message.Outcome);
    }

    private void Handle(ReportsStored message)
    {
        _ledger.Forget(message.Keys);
        AnswerWhenDrained();
    }

    private void Handle(ListRunningAttempts message)
    {
        _queue = message.Queue;
        _queue.Tell(new RunningAttempts(_ledger.Keys, _stuck.Count), _self);
        RepeatSteps();
        if (_ledger.TakeAll() is { Count: > 0 } reports)
            _queue.Tell(new WorkerReports(reports), _self);
    }

    private void Handle(ListBusyWorkers message) =>
        Sender.Tell(new BusyWorkers(message.Queue, [.. _slots.Where(slot => slot.Running is not null).Select(slot => slot.Index)]), _self);

    private void Handle(AttemptProgress message)
    {
        // Of an attempt that has ended meanwhile, or was given up, nobody wants to hear.
        if (Array.Find(_slots, slot => slot.Running?.Start.Key == message.Key) is not { } slot)
            return;
        slot.Progress = message;
        _queue.Forward(message);
    }

    // The queue may have been given more workers than it was started with. Those that it names no more stay, and idle.
    private WorkerSlot SlotOf(JobStart start)
    {
        if (start.Worker >= _slots.Length)
            GrowTo(start.Worker + 1);
        return _slots[start.Worker];
    }

    private void GrowTo(int workers)
    {
        if (workers > _slots.Length)
            _slots = [.. _slots, .. Enumerable.Range(_slots.Length, workers - _slots.Length).Select(index => new WorkerSlot(index, _scheduler.Now))];
    }

    /// <summary>Runs a start on its idle worker.</summary>
    private void Start(WorkerSlot slot, JobStart start, DateTimeOffset now)
    {
        var run = new AttemptRun(_workplace, start, _self);
        slot.Begin(run, now, now + start.Timeout);
        EnsureTimer(slot.Deadline, now);
        slot.Worker ??= NewWorker(slot);
        slot.Worker.Tell(run, _self);
    }

    private void WaitFor(WorkerSlot slot, JobStart start)
    {
        WorkerLog.WorkerBusy(Log, _workplace.Queue, start.Key.Job, slot.Index);
        slot.Wait(start);
    }

    private IActorRef NewWorker(WorkerSlot slot)
    {
        // A predecessor may still be on its way out: its name is taken.
        slot.Generation++;
        var name = slot.Generation == 1 ? $"worker-{slot.Index}" : $"worker-{slot.Index}-{slot.Generation}";
        var router = _self;
        return Context.Watch(Context.ActorOf(Akka.Actor.Props.Create(() => new WorkerActor(router)), name));
    }

    /// <summary>The worker is idle again, and takes what waits for it.</summary>
    private void End(WorkerSlot slot, Outcome outcome)
    {
        var key = slot.Running!.Start.Key;
        slot.Count(outcome);
        slot.Free();
        Report(key, outcome);
        if (slot.NextWaiting() is { } next)
            Start(slot, next, _scheduler.Now);
    }

    // All that have ended by the time the mailbox comes to Flush go in one message.
    private void Report(AttemptKey key, Outcome outcome)
    {
        if (_ledger.End(key, outcome))
            _self.Tell(FlushReports.Instance, _self);
    }

    private void Flush()
    {
        if (_ledger.TakeUnsent() is { Count: > 0 } reports)
            _queue.Tell(new WorkerReports(reports), _self);
    }
}
