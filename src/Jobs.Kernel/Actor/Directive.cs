namespace Akka.Actor;

/// <summary>What becomes of a child that has failed.</summary>
public enum Directive
{
    /// <summary>It goes on with the next message, its state as it is.</summary>
    Resume,

    /// <summary>A new instance takes its place; reference and mailbox stay.</summary>
    Restart,

    /// <summary>The supervisor fails in turn.</summary>
    Escalate,

    Stop,
}

public static class DirectiveExtensions
{
    public static KeyValuePair<Type, Directive> When<TException>(this Directive self)
        where TException : Exception => new(typeof(TException), self);
}
