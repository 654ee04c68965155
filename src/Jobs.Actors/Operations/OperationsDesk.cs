using Akka.Actor;
using Jobs.Core;
using Jobs.Events;
using Jobs.Messages;
using Jobs.Queues;
using Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobs.Operations;

/// <summary>Keeps the operations alive: starts their actor, starts it anew with a back-off when it falls over, and answers while it is away.</summary>
internal sealed class OperationsDesk : ReceiveActor, IWithTimers
{
    private readonly IReadOnlyDictionary<string, IActorRef> _queues;
    private readonly IReadOnlyList<EventHub> _hubs;
    private readonly ILoggerFactory _loggers;
    private readonly RestartBackoff _backoff = new();
    private IActorRef _operations = ActorRefs.Nobody;
    private TimeSpan _retryAfter = RestartBackoff.First;
    private bool _isHeld;

    public OperationsDesk(IReadOnlyDictionary<string, IActorRef> queues, IReadOnlyList<EventHub> hubs, ILoggerFactory loggers)
    {
        _queues = queues;
        _hubs = hubs;
        _loggers = loggers;
        Receive<IOperationRequest>(Handle);
        Receive<HoldQueues>(Handle);
        Receive<ReleaseQueues>(_ => Release());
        Receive<Terminated>(_ => OnStopped());
        Receive<Start>(_ => StartActor());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IReadOnlyDictionary<string, IActorRef> queues, IReadOnlyList<EventHub> hubs, ILoggerFactory loggers) => Akka.Actor.Props.Create(() => new OperationsDesk(queues, hubs, loggers));

    protected override void PreStart() => StartActor();

    // Its memory may be ahead of the journal: never restart in place.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void StartActor()
    {
        _backoff.Started(Context.System.Scheduler.Now);
        _operations = Context.Watch(Context.ActorOf(OperationsActor.Props(_queues, _hubs, _loggers)));
    }

    private void OnStopped()
    {
        _operations = ActorRefs.Nobody;
        if (!_isHeld)
            StartLater();
    }

    private void StartLater()
    {
        _retryAfter = _backoff.Next(Context.System.Scheduler.Now);
        QueueLog.StartsAgain(_loggers.CreateLogger<OperationsDesk>(), OperationsActor.Id, _retryAfter);
        Timers.StartSingleTimer(nameof(Start), Start.Instance, _retryAfter);
    }

    // As the queues: whoever may write now, it is not this process.
    private void Handle(HoldQueues hold)
    {
        _isHeld = true;
        _retryAfter = hold.RetryAfter;
        Timers.Cancel(nameof(Start));
        if (!_operations.IsNobody())
            Context.Stop(_operations);
    }

    // One that is still stopping starts again when it has stopped, as after a fault.
    private void Release()
    {
        if (_isHeld && _operations.IsNobody())
            StartActor();
        _isHeld = false;
    }

    private void Handle(IOperationRequest request)
    {
        if (_isHeld || _operations.IsNobody())
            Sender.Tell(new RequestRefused(Refusals.OperationsDown(_retryAfter)));
        else
            _operations.Forward(request);
    }

    private sealed record Start : INoSerializationVerificationNeeded
    {
        public static Start Instance { get; } = new();
    }
}
