using Akka.Actor;

namespace Jobs.Queues;

/// <summary>
/// Asks the queues of a system that shuts down to stop, and waits until they have. Queues that are gone, or go meanwhile, have nothing left to drain, and hold up nobody.
/// </summary>
internal sealed class ShutdownDrain : ReceiveActor
{
    private readonly TaskCompletionSource _over;

    public ShutdownDrain(IActorRef queues, TimeSpan drainTimeout, TaskCompletionSource over)
    {
        _over = over;
        Receive<QueueStopped>(_ => Context.Stop(Self));
        Receive<Terminated>(_ => Context.Stop(Self));
        Context.Watch(queues);
        queues.Tell(new StopQueue(drainTimeout), Self);
    }

    /// <summary>Ends when there is nothing to wait for any more.</summary>
    /// <exception cref="TimeoutException">The queues have taken longer than they may.</exception>
    public static Task RunAsync(ActorSystem system, IActorRef queues, TimeSpan drainTimeout)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(Props.Create(() => new ShutdownDrain(queues, drainTimeout, over)));
        return over.Task.WaitAsync(drainTimeout + GatherStopped.StoreTime);
    }

    protected override void PostStop() => _over.TrySetResult();
}
