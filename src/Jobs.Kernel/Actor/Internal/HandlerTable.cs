namespace Akka.Actor.Internal;

/// <summary>
/// Handlers in the order they were declared. The handlers that fit a message's class are looked for once and then kept by class, so that
/// handling costs one look-up; the class seen last costs none.
/// </summary>
internal sealed class HandlerTable
{
    private readonly List<Handler> _declared = [];
    private readonly Dictionary<Type, Handler[]> _byType = [];
    private Type? _lastType;
    private Handler[] _last = [];

    public void Add<T>(Func<T, bool> handler) => Add(new FilteringHandler<T>(handler));

    public void Add<T>(Action<T> handler, Predicate<T>? shouldHandle) =>
        Add(shouldHandle is null ? new PlainHandler<T>(handler) : new PredicateHandler<T>(handler, shouldHandle));

    public void Add(Type type, Action<object> handler, Predicate<object>? shouldHandle) => Add(new TypeHandler(type, handler, shouldHandle));

    public bool TryHandle(object message)
    {
        var type = message.GetType();
        if (type != _lastType)
        {
            _last = _byType.TryGetValue(type, out var known) ? known : Resolve(type);
            _lastType = type;
        }

        foreach (var handler in _last)
            if (handler.TryHandle(message))
                return true;
        return false;
    }

    private Handler[] Resolve(Type type)
    {
        Handler[] fitting = [.. _declared.Where(handler => handler.Fits(type))];
        _byType.Add(type, fitting);
        return fitting;
    }

    private void Add(Handler handler)
    {
        _declared.Add(handler);
        _byType.Clear();
        _lastType = null;
    }

    private abstract class Handler
    {
        public abstract bool Fits(Type message);

        public abstract bool TryHandle(object message);
    }

    private sealed class PlainHandler<T>(Action<T> handler) : Handler
    {
        public override bool Fits(Type message) => message.IsAssignableTo(typeof(T));

        public override bool TryHandle(object message)
        {
            handler((T)message);
            return true;
        }
    }

    private sealed class PredicateHandler<T>(Action<T> handler, Predicate<T> shouldHandle) : Handler
    {
        public override bool Fits(Type message) => message.IsAssignableTo(typeof(T));

        public override bool TryHandle(object message)
        {
            if (!shouldHandle((T)message))
                return false;
            handler((T)message);
            return true;
        }
    }

    private sealed class FilteringHandler<T>(Func<T, bool> handler) : Handler
    {
        public override bool Fits(Type message) => message.IsAssignableTo(typeof(T));

        public override bool TryHandle(object message) => handler((T)message);
    }

    private sealed class TypeHandler(Type type, Action<object> handler, Predicate<object>? shouldHandle) : Handler
    {
        public override bool Fits(Type message) => message.IsAssignableTo(type);

        public override bool TryHandle(object message)
        {
            if (shouldHandle is not null && !shouldHandle(message))
                return false;
            handler(message);
            return true;
        }
    }
}
