using System.Diagnostics;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>
/// The clock of a system: one timer, set to the earliest due entry, and none while nothing is scheduled, so that an idle system uses no processor at all.
/// A delay is never cut short; how much longer it takes is up to the operating system's timer.
/// </summary>
internal sealed class TicklessScheduler : IScheduler, IAdvancedScheduler, IDisposable
{
    private readonly Lock _gate = new();
    private readonly WorkHeap _heap = new();
    private readonly Timer _timer;
    private readonly ILoggingAdapter _log;
    private long _timerDue = long.MaxValue;
    private long _order;
    private bool _disposed;

    public TicklessScheduler(ILoggingAdapter log)
    {
        _log = log;
        _timer = new Timer(static state => ((TicklessScheduler)state!).RunDue(), this, Timeout.Infinite, Timeout.Infinite);
    }

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public TimeSpan MonotonicClock => TimeSpan.FromTicks(NowTicks());

    public TimeSpan HighResMonotonicClock => TimeSpan.FromTicks(NowTicks());

    public IAdvancedScheduler Advanced => this;

    /// <summary>Nothing is scheduled and no timer is set.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
                return _heap.Count == 0 && _timerDue == long.MaxValue;
        }
    }

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) => ScheduleTellOnce(delay, receiver, message, sender, null);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(delay, TimeSpan.Zero, receiver, message, sender, cancelable);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(initialDelay, Positive(interval), receiver, message, sender, cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Schedule(delay, TimeSpan.Zero, null, action, null, cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Schedule(initialDelay, Positive(interval), null, action, null, cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) => ScheduleRepeatedly(initialDelay, interval, action, null);

    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _timer.Dispose();
    }

    internal void Withdraw(ScheduledWork work)
    {
        lock (_gate)
        {
            if (work.HeapIndex == ScheduledWork.NotInHeap)
                return;
            _heap.Remove(work);
            if (_heap.Count == 0)
                SetTimer(long.MaxValue);
        }
    }

    private void Schedule(TimeSpan delay, TimeSpan interval, ICanTell? receiver, object messageOrAction, IActorRef? sender, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        var work = new ScheduledWork(this, receiver, messageOrAction, sender, interval, cancelable) { DueTicks = NowTicks() + delay.Ticks };
        if (cancelable is Cancelable own)
        {
            if (!own.TryAttach(work))
                return;
        }
        else if (work.IsCancelled)
        {
            return;
        }

        Insert(work);
    }

    private void Insert(ScheduledWork work)
    {
        lock (_gate)
        {
            if (_disposed || work.IsCancelled)
                return;
            work.Order = _order++;
            _heap.Add(work);
            if (work.DueTicks < _timerDue)
                SetTimer(work.DueTicks);
        }
    }

    private void RunDue()
    {
        while (TakeDue() is { } work)
        {
            if (work.IsCancelled)
                continue;
            try
            {
                work.Run();
            }
            catch (Exception failure)
            {
                _log.Error(failure, "Exception while executing timer task.");
            }

            if (work.Interval > TimeSpan.Zero)
            {
                work.DueTicks += work.Interval.Ticks;
                Insert(work);
            }
        }
    }

    private ScheduledWork? TakeDue()
    {
        lock (_gate)
        {
            if (_heap.Count == 0)
            {
                SetTimer(long.MaxValue);
                return null;
            }

            var earliest = _heap.Earliest;
            if (earliest.DueTicks > NowTicks())
            {
                SetTimer(earliest.DueTicks);
                return null;
            }

            _heap.Remove(earliest);
            return earliest;
        }
    }

    private void SetTimer(long dueTicks)
    {
        _timerDue = dueTicks;
        if (_disposed)
            return;
        if (dueTicks == long.MaxValue)
            _timer.Change(Timeout.Infinite, Timeout.Infinite);
        else
            _timer.Change(DelayUntil(dueTicks), Timeout.Infinite);
    }

    /// <summary>In whole milliseconds, rounded up, and no more than the timer can take: it then looks again.</summary>
    private static long DelayUntil(long dueTicks)
    {
        const long timerMax = uint.MaxValue - 1;
        var milliseconds = (dueTicks - NowTicks() + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        return Math.Clamp(milliseconds, 0, timerMax);
    }

    private static long NowTicks() => Stopwatch.GetElapsedTime(0).Ticks;

    private static TimeSpan Positive(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return interval;
    }
}
