using Akka.Actor;

namespace Jobs.Queues;

/// <summary>The one timer of a queue: wakes it for the earliest thing that waits for a time. Set again only for an earlier one; a job that left meanwhile costs one idle wake-up.</summary>
internal sealed class WakeTimer(IWithTimers actor)
{
    private const string Key = "wake";

    /// <summary>Longest sleep; a later time is slept towards in such steps.</summary>
    private static readonly TimeSpan SleepMax = TimeSpan.FromDays(1);

    private DateTimeOffset? _armedFor;

    public void Arm(DateTimeOffset? earliest, DateTimeOffset clock)
    {
        if (earliest is not { } dueAt || dueAt >= _armedFor)
            return;
        _armedFor = dueAt;
        var sleep = dueAt - clock;
        actor.Timers.StartSingleTimer(Key, WakeUp.Instance, sleep <= TimeSpan.Zero ? TimeSpan.Zero : sleep < SleepMax ? sleep : SleepMax);
    }

    public void Fired() => _armedFor = null;
}
