using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// A clock that stands until the test moves it, named in configuration: <c>akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"</c>.
/// Each <see cref="Advance"/> does what has become due once, in order of time; what that schedules anew waits for the next one. So advance in small steps.
/// </summary>
public class TestScheduler : IScheduler, IAdvancedScheduler
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, List<Entry>> _schedule = [];
    private DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public TestScheduler(Config schedulerConfig, ILoggingAdapter log)
    {
    }

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    public TimeSpan MonotonicClock => System.Diagnostics.Stopwatch.GetElapsedTime(0);

    public TimeSpan HighResMonotonicClock => MonotonicClock;

    public IAdvancedScheduler Advanced => this;

    public void Advance(TimeSpan offset)
    {
        foreach (var entry in MoveClock(offset))
        {
            if (entry.IsCancelled)
                continue;
            entry.Run();
            if (entry.Interval is { } interval && !entry.IsCancelled)
                Add(interval, entry);
        }
    }

    public void AdvanceTo(DateTimeOffset when)
    {
        if (when < Now)
            throw new InvalidOperationException("You can't reverse time...");
        Advance(when - Now);
    }

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) => ScheduleTellOnce(delay, receiver, message, sender, null);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, new Entry(() => receiver.Tell(message, sender), null, cancelable));

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(initialDelay, new Entry(() => receiver.Tell(message, sender), interval, cancelable));

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Add(delay, new Entry(action, null, cancelable));

    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(initialDelay, new Entry(action, interval, cancelable));

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) => ScheduleRepeatedly(initialDelay, interval, action, null);

    private List<Entry> MoveClock(TimeSpan offset)
    {
        lock (_gate)
        {
            _now += offset;
            var due = _schedule.Keys.TakeWhile(ticks => ticks <= _now.UtcTicks).ToList();
            var entries = due.SelectMany(ticks => _schedule[ticks]).ToList();
            due.ForEach(ticks => _schedule.Remove(ticks));
            return entries;
        }
    }

    private void Add(TimeSpan delay, Entry entry)
    {
        lock (_gate)
        {
            var ticks = (_now + delay).UtcTicks;
            if (!_schedule.TryGetValue(ticks, out var entries))
                _schedule.Add(ticks, entries = []);
            entries.Add(entry);
        }
    }

    private sealed record Entry(Action Run, TimeSpan? Interval, ICancelable? Cancelable)
    {
        public bool IsCancelled => Cancelable is { IsCancellationRequested: true };
    }
}
