namespace Akka.Actor.Internal;

/// <summary>One entry of the schedule: a message to tell or an action to run, once or again and again.</summary>
internal sealed class ScheduledWork(TicklessScheduler schedule, ICanTell? receiver, object messageOrAction, IActorRef? sender, TimeSpan interval, ICancelable? cancelable)
{
    public const int NotInHeap = -1;

    /// <summary>On the monotonic clock.</summary>
    public long DueTicks { get; set; }

    /// <summary>Among equal times, first come first served.</summary>
    public long Order { get; set; }

    public int HeapIndex { get; set; } = NotInHeap;

    /// <summary>Another entry of the same cancelable.</summary>
    public ScheduledWork? NextOfCancelable { get; set; }

    /// <summary>Zero for work that is done once.</summary>
    public TimeSpan Interval => interval;

    public bool IsCancelled => cancelable is { IsCancellationRequested: true };

    public void Run()
    {
        if (receiver is null)
            ((Action)messageOrAction)();
        else
            receiver.Tell(messageOrAction, sender);
    }

    public void Withdraw() => schedule.Withdraw(this);
}
