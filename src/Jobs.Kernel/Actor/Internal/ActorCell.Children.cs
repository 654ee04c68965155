using System.Globalization;

namespace Akka.Actor.Internal;

internal sealed partial class ActorCell
{
    private readonly Children _children = new();
    private long _unnamed;

    public IActorRef ActorOf(Props props, string? name = null)
    {
        if (name is null)
            return Attach(props, "$" + Base36(Interlocked.Increment(ref _unnamed) - 1));
        if (!ActorPath.IsValidPathElement(name))
            throw new InvalidActorNameException($"Illegal actor name [{name}]. Actor paths MUST: not start with `$`, include only ASCII letters, digits and a few symbols.");
        return Attach(props, name);
    }

    public IActorRef Child(string name) => (IActorRef?)_children.Find(name) ?? ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => _children.All();

    public void Stop(IActorRef child)
    {
        _children.MarkDying(child);
        ((IInternalActorRef)child).Stop();
    }

    private LocalActorRef Attach(Props props, string name)
    {
        _children.Reserve(name);
        LocalActorRef child;
        try
        {
            child = new LocalActorRef(SystemImpl, props, _self, new ChildActorPath(_self.Path, name, SystemImpl.NextUid()));
        }
        catch
        {
            _children.Unreserve(name);
            throw;
        }

        _children.Add(child);
        child.Start();
        if (_children.IsTerminating)
            Stop(child);
        return child;
    }

    private void StopChildren()
    {
        foreach (var child in _children.All())
            Stop(child);
    }

    private static string Base36(long number)
    {
        const string digits = "abcdefghijklmnopqrstuvwxyz0123456789";
        var text = "";
        do
        {
            text = digits[(int)(number % digits.Length)] + text;
            number /= digits.Length;
        }
        while (number > 0);
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
