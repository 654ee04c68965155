using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>An actor that declares a handler per class of message. The first that fits, in the order of declaration, handles it.</summary>
public abstract class ReceiveActor : UntypedActor
{
    private readonly HandlerTable _initial = new();
    private HandlerTable? _configuring;

    protected ReceiveActor() => _configuring = _initial;

    internal void EndConstruction() => _configuring = null;

    protected sealed override void OnReceive(object message) => Execute(_initial, message);

    /// <summary>Replaces the handlers by those that the action declares.</summary>
    protected void Become(Action configure)
    {
        var handlers = Configure(configure);
        base.Become(message => Execute(handlers, message));
    }

    protected void BecomeStacked(Action configure)
    {
        var handlers = Configure(configure);
        base.BecomeStacked(message => Execute(handlers, message));
    }

    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Handlers.Add(handler, shouldHandle);

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>The handler says whether it took the message; if not, the next one gets it.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Handlers.Add(handler);

    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) => Handlers.Add(messageType, handler, shouldHandle);

    protected void ReceiveAny(Action<object> handler) => Handlers.Add(handler, null);

    /// <summary>No other message is handled until the handler's task is over.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) => Receive(Async(handler), shouldHandle);

    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => Receive(Async(handler), shouldHandle);

    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAny(Async(handler));

    private HandlerTable Handlers => _configuring
        ?? throw new InvalidOperationException("You may only call Receive-methods when constructing the actor and inside Become().");

    private HandlerTable Configure(Action configure)
    {
        var outer = _configuring;
        var handlers = new HandlerTable();
        _configuring = handlers;
        try
        {
            configure();
        }
        finally
        {
            _configuring = outer;
        }

        return handlers;
    }

    private void Execute(HandlerTable handlers, object message)
    {
        if (!handlers.TryHandle(message))
            Unhandled(message);
    }

    private static Action<T> Async<T>(Func<T, Task> handler) => message => ActorCell.Current!.RunAsync(() => handler(message));
}
