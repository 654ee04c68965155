using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>Watches an actor from outside of any.</summary>
internal sealed class DeathWait : ActorRefBase, IInternalActorRef
{
    private readonly TaskCompletionSource _death = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IInternalActorRef _subject;

    public DeathWait(IInternalActorRef subject)
    {
        _subject = subject;
        Path = subject.Path / "death-wait";
        subject.SendSystemMessage(new Watch(subject, this));
    }

    public Task Task => _death.Task;

    public override ActorPath Path { get; }

    public IInternalActorRef Parent => ActorRefs.Nobody;

    public bool IsTerminated => _death.Task.IsCompleted;

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public void End() => _subject.SendSystemMessage(new Unwatch(this));

    public void SendSystemMessage(SystemMessage message)
    {
        if (message is DeathWatchNotification)
            _death.TrySetResult();
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
    }
}
