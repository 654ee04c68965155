namespace Akka.Actor.Internal;

/// <summary>What an actor does once its dying children are gone.</summary>
internal enum AfterChildren
{
    Nothing,
    FinishCreate,
    FinishRecreate,
    FinishTerminate,
}

/// <summary>
/// The children of one actor, by name. Others may add and look up (the guardian's children come from any thread), so it locks; only the actor itself waits for deaths.
/// </summary>
internal sealed class Children
{
    private readonly Dictionary<string, ChildRestartStats?> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<IActorRef> _dying = [];
    private readonly Lock _gate = new();
    private AfterChildren _then;
    private bool _closed;

    /// <summary>The failure that a restart waiting for the children answers.</summary>
    public Exception? RestartCause { get; private set; }

    /// <summary>True while the actor waits for children, or has stopped: then it is not to be given others to wait for.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_gate)
                return _then != AfterChildren.Nothing;
        }
    }

    public bool IsTerminating
    {
        get
        {
            lock (_gate)
                return _closed || _then == AfterChildren.FinishTerminate;
        }
    }

    /// <summary>Holds a name from before its actor exists until it has terminated.</summary>
    public void Reserve(string name)
    {
        lock (_gate)
        {
            if (_closed || _then == AfterChildren.FinishTerminate)
                throw new InvalidOperationException($"Cannot reserve actor name [{name}]: terminating or terminated");
            if (!_byName.TryAdd(name, null))
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
        }
    }

    public void Unreserve(string name)
    {
        lock (_gate)
            _byName.Remove(name);
    }

    public void Add(IInternalActorRef child)
    {
        lock (_gate)
            _byName[child.Path.Name] = new ChildRestartStats(child);
    }

    public IInternalActorRef? Find(string name)
    {
        lock (_gate)
            return _byName.GetValueOrDefault(name)?.Child;
    }

    public ChildRestartStats? Find(IActorRef child)
    {
        lock (_gate)
            return _byName.GetValueOrDefault(child.Path.Name) is { } stats && stats.Child.Equals(child) ? stats : null;
    }

    public IInternalActorRef[] All()
    {
        lock (_gate)
            return [.. _byName.Values.Where(stats => stats is not null).Select(stats => stats!.Child)];
    }

    /// <summary>The actor has told this child to stop.</summary>
    public void MarkDying(IActorRef child)
    {
        lock (_gate)
        {
            if (_byName.GetValueOrDefault(child.Path.Name) is { } stats && stats.Child.Equals(child))
                _dying.Add(child);
        }
    }

    /// <summary>Has the children that are dying waited for; false when there are none.</summary>
    public bool WaitThen(AfterChildren then, Exception? restartCause = null)
    {
        lock (_gate)
        {
            if (_dying.Count == 0)
                return false;
            _then = then;
            RestartCause = restartCause;
            return true;
        }
    }

    /// <summary>A child is gone; when it was the last one waited for, the answer is what to do now.</summary>
    public AfterChildren Remove(IActorRef child)
    {
        lock (_gate)
        {
            _byName.Remove(child.Path.Name);
            if (!_dying.Remove(child) || _dying.Count > 0)
                return AfterChildren.Nothing;
            var then = _then;
            _then = AfterChildren.Nothing;
            return then;
        }
    }

    public void Close()
    {
        lock (_gate)
            _closed = true;
    }
}
