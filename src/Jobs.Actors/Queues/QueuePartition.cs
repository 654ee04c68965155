using Akka.Actor;
using Jobs.Checkpoints;
using Jobs.DeadLetters;
using Jobs.Messages;
using Jobs.Telemetry;
using Jobs.Workers;
using Microsoft.Extensions.Logging;

namespace Jobs.Queues;

/// <summary>
/// Keeps one partition of a queue alive: starts its router, its dead letters and its QueueActor, starts the last two anew with a back-off when they fall over, and answers for the queue
/// while it can not.
/// </summary>
internal sealed class QueuePartition : ReceiveActor, IWithTimers
{
    /// <summary>Requests held while the queue recovers at most; more are refused at once.</summary>
    public const int HeldRequestsMax = 10_000;

    /// <summary>Longest wait of a request for a queue that recovers.</summary>
    public static readonly TimeSpan HeldRequestsWait = TimeSpan.FromSeconds(5);

    /// <summary>How long a host that stops waits for the index to follow its queues.</summary>
    public static readonly TimeSpan FollowWait = TimeSpan.FromSeconds(5);

    private const string HeldKey = "held-requests";
    private const string FollowKey = "follow";

    private readonly PartitionContext _context;
    private readonly IActorRef _suspectGate;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly IActorRef _router;
    private readonly PartitionChild _queueLife = new();
    private readonly PartitionChild _deadLettersLife = new();
    private readonly List<(object Request, IActorRef Sender)> _held = [];

    private IActorRef _queue = ActorRefs.Nobody;
    private IActorRef _deadLetters = ActorRefs.Nobody;
    private QueueHealth _health = QueueHealth.Recovering;
    private TimeSpan _retryAfter = RestartBackoff.First;
    private HoldQueues? _hold;
    private StopQueue? _stop;
    private IActorRef _stopper = ActorRefs.Nobody;
    private int _toFollow;

    public QueuePartition(PartitionContext context, Props router, IActorRef suspectGate, ILoggerFactory loggers)
    {
        _context = context;
        _suspectGate = suspectGate;
        _loggers = loggers;
        _logger = loggers.CreateLogger<QueuePartition>();
        _router = Context.Watch(Context.ActorOf(router, "workers"));

        Receive<QueueRecovered>(_ => OnRecovered());
        Receive<ReplayWhole>(_ => LifeOfSender()?.ReplaysWhole());
        Receive<RecoveryFailed>(failed => LifeOfSender()?.Failed(failed));
        Receive<Terminated>(Handle);
        Receive<StartQueue>(_ => StartQueueActor());
        Receive<StartDeadLetters>(_ => StartDeadLetterActor());
        Receive<HeldWaitIsOver>(_ => RefuseHeld());
        Receive<HoldQueues>(Handle);
        Receive<ReleaseQueues>(_ => Release());
        Receive<StopQueue>(Handle);
        Receive<ClaimingStopped>(_ => DrainRouter());
        Receive<WorkersDrained>(_ => FollowLast());
        Receive<IndexFollowed>(_ => OnFollowed());
        Receive<FollowWaitIsOver>(_ => EndStop());
        Receive<ListWorkers>(list => _router.Forward(list));
        Receive<IQueueRequest>(Handle);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(PartitionContext context, Props router, IActorRef suspectGate, ILoggerFactory loggers) =>
        Akka.Actor.Props.Create(() => new QueuePartition(context, router, suspectGate, loggers));

    protected override void PreStart()
    {
        StartDeadLetterActor();
        StartQueueActor();
    }

    // A fault leaves a memory that can not be trusted: never restart in place, start a new one after a back-off.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void StartQueueActor()
    {
        _health = QueueHealth.Recovering;
        _queue = Context.Watch(Context.ActorOf(QueueActor.Props(_context, _queueLife.Start(Plan, Context.System.Scheduler.Now), _router, _suspectGate, _loggers)));
    }

    private void StartDeadLetterActor()
    {
        _deadLetters = Context.Watch(Context.ActorOf(DeadLetterActor.Props(_context, _deadLettersLife.Start(Plan, Context.System.Scheduler.Now), _loggers)));
        Introduce();
    }

    private CheckpointPlan Plan => new(_context.Index, _context.JournalKeep);

    // Both wait in the mailbox of an actor that still recovers.
    private void Introduce()
    {
        _deadLetters.Tell(new QueueAt(_queue));
        _queue.Tell(new DeadLettersAt(_deadLetters));
    }

    private void OnRecovered()
    {
        if (!Sender.Equals(_queue) || _hold is not null)
            return;
        _health = QueueHealth.Ready;
        Introduce();
        if (_stop is not null)
            _queue.Tell(StopClaiming.Instance);
        Timers.Cancel(HeldKey);
        foreach (var (request, sender) in _held)
            _queue.Tell(request, sender);
        _held.Clear();
    }

    private void Handle(Terminated terminated)
    {
        if (terminated.ActorRef.Equals(_router))
            throw new InvalidOperationException($"The workers of {_context.Queue} have stopped; the partition starts anew.");

        if (terminated.ActorRef.Equals(_queue) && _queueLife.WillReplayWhole)
        {
            StartQueueActor();
        }
        else if (terminated.ActorRef.Equals(_queue))
        {
            _queue = ActorRefs.Nobody;
            if (_hold is null)
            {
                _health = QueueHealth.Down;
                _retryAfter = StartLater(_queueLife, _context.QueuePersistenceId, StartQueue.Instance) ?? RestartBackoff.Longest;
                RefuseHeld();
            }

            DrainRouter();
        }
        else if (terminated.ActorRef.Equals(_deadLetters) && _deadLettersLife.WillReplayWhole)
        {
            StartDeadLetterActor();
        }
        else if (terminated.ActorRef.Equals(_deadLetters))
        {
            _deadLetters = ActorRefs.Nobody;
            if (_hold is null)
                StartLater(_deadLettersLife, _context.DeadLettersPersistenceId, StartDeadLetters.Instance);
        }
    }

    /// <returns>When; null: not before somebody has looked.</returns>
    private TimeSpan? StartLater(PartitionChild life, string persistenceId, object start)
    {
        if (life.Next(Context.System.Scheduler.Now) is not { } delay)
            return null;
        QueueLog.StartsAgain(_logger, persistenceId, delay);
        Timers.StartSingleTimer(start.GetType().Name, start, delay);
        return delay;
    }

    private PartitionChild? LifeOfSender() => Sender.Equals(_queue) ? _queueLife : Sender.Equals(_deadLetters) ? _deadLettersLife : null;

    private void Handle(HoldQueues hold)
    {
        _hold = hold;
        _health = QueueHealth.Down;
        _retryAfter = hold.RetryAfter;
        Timers.Cancel(nameof(StartQueue));
        Timers.Cancel(nameof(StartDeadLetters));
        foreach (var actor in (IActorRef[])[_queue, _deadLetters])
        {
            if (!actor.IsNobody())
                Context.Stop(actor);
        }

        RefuseHeld();
    }

    // One that is still stopping starts again when it has stopped, as after a fault.
    private void Release()
    {
        if (_hold is null)
            return;
        _hold = null;
        if (_deadLetters.IsNobody())
            StartDeadLetterActor();
        if (_queue.IsNobody())
            StartQueueActor();
    }

    private void Handle(IQueueRequest request)
    {
        if (_health == QueueHealth.Ready)
            _queue.Tell(request, Sender);
        else if (_health == QueueHealth.Recovering && _held.Count < HeldRequestsMax)
            Hold(request);
        else
            Refuse(request, Sender);
    }

    private void Hold(IQueueRequest request)
    {
        if (_held.Count == 0)
            Timers.StartSingleTimer(HeldKey, HeldWaitIsOver.Instance, HeldRequestsWait);
        _held.Add((request, Sender));
    }

    private void RefuseHeld()
    {
        foreach (var (request, sender) in _held)
            Refuse(request, sender);
        _held.Clear();
    }

    private void Refuse(object request, IActorRef sender)
    {
        var answer = request is GetQueue ? new QueueFound(Unwell()) : Unavailable.Answer(request, _context.Queue, _retryAfter);
        if (answer is not null)
            sender.Tell(answer);
    }

    private QueueView Unwell() => new(
        _context.Queue,
        _health,
        JobCounts.Zero,
        _context.Policy.Settings.Concurrency,
        null,
        QueueRates.Zero,
        _hold is not null ? _hold.Reason : _health == QueueHealth.Down ? _queueLife.Describe(_retryAfter) : "it reads its journal");

    private void Handle(StopQueue stop)
    {
        _stop = stop;
        _stopper = Sender;
        if (_health == QueueHealth.Down)
            DrainRouter();
        else
            _queue.Tell(StopClaiming.Instance);
    }

    // After the last start has gone to the router: what it has not begun by then is not cut off before it began.
    private void DrainRouter()
    {
        if (_stop is { } stop)
            _router.Tell(new DrainWorkers(stop.Timeout));
    }

    // So that the next start has little to replay.
    private void FollowLast()
    {
        if (_context.Index is null || _health != QueueHealth.Ready)
        {
            EndStop();
            return;
        }

        IActorRef[] followed = [_queue, _deadLetters];
        _toFollow = followed.Length;
        Timers.StartSingleTimer(FollowKey, FollowWaitIsOver.Instance, FollowWait);
        foreach (var actor in followed)
            actor.Tell(new FollowUp(FollowWait, AndPoint: true));
    }

    private void OnFollowed()
    {
        if (--_toFollow == 0)
            EndStop();
    }

    private void EndStop()
    {
        Timers.Cancel(FollowKey);
        _stopper.Tell(QueueStopped.Instance);
    }

    private sealed record FollowWaitIsOver : INoSerializationVerificationNeeded
    {
        public static FollowWaitIsOver Instance { get; } = new();
    }

    private sealed record StartQueue : INoSerializationVerificationNeeded
    {
        public static StartQueue Instance { get; } = new();
    }

    private sealed record StartDeadLetters : INoSerializationVerificationNeeded
    {
        public static StartDeadLetters Instance { get; } = new();
    }

    private sealed record HeldWaitIsOver : INoSerializationVerificationNeeded
    {
        public static HeldWaitIsOver Instance { get; } = new();
    }
}
