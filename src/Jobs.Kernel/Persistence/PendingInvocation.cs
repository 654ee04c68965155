namespace Akka.Persistence;

/// <summary>A handler that waits for its event to be stored, in the order of the calls that made it.</summary>
/// <param name="IsStashing">Commands wait for it: it comes from <c>Persist</c>, not from <c>PersistAsync</c> or <c>DeferAsync</c>.</param>
internal abstract record PendingInvocation(bool IsStashing)
{
    public abstract void Run();
}

internal sealed record PendingInvocation<TEvent>(TEvent Event, Action<TEvent> Handler, bool IsStashing) : PendingInvocation(IsStashing)
{
    public override void Run() => Handler(Event);
}
