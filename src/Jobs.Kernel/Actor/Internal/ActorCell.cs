using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>
/// The runtime of one actor: it holds the instance, its mailbox, children and watches, and outlives instances through restarts. Everything but
/// <see cref="Post"/> and child creation under the guardians runs in the actor's own turns, one at a time.
/// </summary>
internal sealed partial class ActorCell : IUntypedActorContext
{
    /// <summary>The actor whose turn runs on this thread: what <c>Context</c> and implicit senders mean.</summary>
    [ThreadStatic]
    private static ActorCell? _current;

    private readonly LocalActorRef _self;
    private ActorBase? _actor;
    private Receive _behavior = _ => false;
    private Stack<Receive>? _buried;

    /// <summary>Set while an asynchronous handler is under way, whose message and sender stay current.</summary>
    private bool _awaiting;

    public ActorCell(ActorSystemImpl system, LocalActorRef self, Props props)
    {
        SystemImpl = system;
        _self = self;
        Props = props;
        Mailbox = new Mailbox(this);
    }

    public static ActorCell? Current
    {
        get => _current;
        set => _current = value;
    }

    public ActorSystemImpl SystemImpl { get; }

    public Mailbox Mailbox { get; }

    public Props Props { get; }

    /// <summary>The message being handled.</summary>
    public object? CurrentMessage { get; set; }

    /// <summary>Its sender, null when it had none.</summary>
    public IActorRef? RawSender { get; set; }

    /// <summary>Counts the messages handled: the same object told twice is two messages.</summary>
    public long Turn { get; private set; }

    public IActorRef Self => _self;

    public IActorRef Sender => RawSender ?? SystemImpl.DeadLetters;

    public IActorRef Parent => _self.Parent;

    public ActorSystem System => SystemImpl;

    public ActorBase? Actor => _actor;

    public void Post(object message, IActorRef? sender)
    {
        if (message is null)
            throw new InvalidMessageException("Message is null");
        if (SystemImpl.SerializesMessages && !SystemImpl.TryReserialize(ref message, this))
            return;
        Mailbox.Post(new Envelope(message, sender));
    }

    public void ToDeadLetters(in Envelope envelope) => SystemImpl.PublishDeadLetter(envelope.Message, envelope.Sender, _self);

    public void Become(Receive receive) => _behavior = receive;

    public void Become(UntypedReceive receive) => Become(Handled(receive));

    public void BecomeStacked(Receive receive)
    {
        (_buried ??= new Stack<Receive>()).Push(_behavior);
        _behavior = receive;
    }

    public void BecomeStacked(UntypedReceive receive) => BecomeStacked(Handled(receive));

    public void UnbecomeStacked()
    {
        if (_buried is not null && _buried.TryPop(out var before))
            _behavior = before;
    }

    /// <summary>Handles one message of the mailbox.</summary>
    public void Invoke(in Envelope envelope)
    {
        var message = envelope.Message;
        CurrentMessage = message;
        RawSender = envelope.Sender;
        Turn++;
        try
        {
            if (message is IAutoReceivedMessage)
                AutoReceive(message);
            else
                _actor!.AroundReceive(_behavior, message);
        }
        catch (Exception failure)
        {
            HandleFailure(failure);
        }

        if (_awaiting)
            return;
        CurrentMessage = null;
        if (_receiveTimeout is not null)
            RestartReceiveTimeout(message);
    }

    public void AutoReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                ReceiveTerminated(terminated);
                break;
            case PoisonPill:
                Stop(_self);
                break;
            case Kill:
                throw new ActorKilledException("Kill");
        }
    }

    private void ReceiveMessage(object message) => _actor!.AroundReceive(_behavior, message);

    private ActorBase NewInstance()
    {
        _buried = null;
        _behavior = _ => false;
        var instance = Props.NewActor() ?? throw new ActorInitializationException(_self, "Props made no actor");
        if (instance is IActorStash { Stash: null } stashing)
            stashing.Stash = new StashOfCell(this);
        (instance as ReceiveActor)?.EndConstruction();
        return instance;
    }

    private void LetGo(ActorBase? instance)
    {
        if (instance is null)
            return;
        instance.Clear(_self);
        Props.Release(instance);
    }

    private void Log(LogEvent entry) => SystemImpl.EventStream.Publish(entry);

    private static Receive Handled(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };
}
