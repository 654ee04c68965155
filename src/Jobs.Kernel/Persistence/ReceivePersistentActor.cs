using Akka.Actor.Internal;

namespace Akka.Persistence;

/// <summary>A persistent actor that declares a handler per class of message. The first that fits, in the order of declaration, handles it.</summary>
public abstract class ReceivePersistentActor : UntypedPersistentActor
{
    private readonly HandlerTable _recover = new();
    private readonly HandlerTable _command = new();
    private HandlerTable? _becoming;

    /// <summary>Replaces the command handlers by those that the action declares.</summary>
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

    protected sealed override void OnCommand(object message) => Execute(_command, message);

    protected sealed override void OnRecover(object message) => Execute(_recover, message);

    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => _recover.Add(handler, shouldHandle);

    protected void Recover<T>(Predicate<T> shouldHandle, Action<T> handler) => Recover(handler, shouldHandle);

    /// <summary>The handler says whether it took the message; if not, the next one gets it.</summary>
    protected void Recover<T>(Func<T, bool> handler) => _recover.Add(handler);

    protected void RecoverAny(Action<object> handler) => _recover.Add(handler, null);

    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Commands.Add(handler, shouldHandle);

    protected void Command<T>(Predicate<T> shouldHandle, Action<T> handler) => Command(handler, shouldHandle);

    /// <summary>The handler says whether it took the message; if not, the next one gets it.</summary>
    protected void Command<T>(Func<T, bool> handler) => Commands.Add(handler);

    protected void CommandAny(Action<object> handler) => Commands.Add(handler, null);

    /// <summary>No other message is handled until the handler's task is over.</summary>
    protected void CommandAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) => Command(Async(handler), shouldHandle);

    protected void CommandAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => Command(Async(handler), shouldHandle);

    protected void CommandAnyAsync(Func<object, Task> handler) => CommandAny(Async(handler));

    private HandlerTable Commands => _becoming ?? _command;

    private HandlerTable Configure(Action configure)
    {
        var outer = _becoming;
        var handlers = new HandlerTable();
        _becoming = handlers;
        try
        {
            configure();
        }
        finally
        {
            _becoming = outer;
        }

        return handlers;
    }

    private void Execute(HandlerTable handlers, object message)
    {
        if (!handlers.TryHandle(message))
            Unhandled(message);
    }

    private Action<T> Async<T>(Func<T, Task> handler) => message => RunTask(() => handler(message));
}
