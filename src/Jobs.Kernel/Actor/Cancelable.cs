using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Takes scheduled work back. What it was given to leaves the schedule at once, so that long delays which are never waited out cost nothing.</summary>
public class Cancelable : ICancelable, IDisposable
{
    private readonly IActionScheduler _scheduler;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _source;
    private ScheduledWork? _work;
    private bool _cancelled;

    public Cancelable(IScheduler scheduler)
        : this(scheduler.Advanced)
    {
    }

    public Cancelable(IScheduler scheduler, TimeSpan delay)
        : this(scheduler.Advanced, delay)
    {
    }

    public Cancelable(IActionScheduler scheduler) => _scheduler = scheduler;

    public Cancelable(IActionScheduler scheduler, TimeSpan delay)
        : this(scheduler) => CancelAfter(delay);

    public bool IsCancellationRequested => Volatile.Read(ref _cancelled);

    public CancellationToken Token
    {
        get
        {
            lock (_gate)
            {
                _source ??= new CancellationTokenSource();
                if (_cancelled)
                    _source.Cancel();
                return _source.Token;
            }
        }
    }

    public void Cancel() => Cancel(throwOnFirstException: false);

    public void Cancel(bool throwOnFirstException)
    {
        CancellationTokenSource? source;
        ScheduledWork? work;
        lock (_gate)
        {
            _cancelled = true;
            source = _source;
            work = _work;
            _work = null;
        }

        for (; work is not null; work = work.NextOfCancelable)
            work.Withdraw();
        source?.Cancel(throwOnFirstException);
    }

    public void CancelAfter(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (!IsCancellationRequested)
            _scheduler.ScheduleOnce(delay, Cancel, this);
    }

    public void CancelAfter(int millisecondsDelay) => CancelAfter(TimeSpan.FromMilliseconds(millisecondsDelay));

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _source?.Dispose();
    }

    /// <summary>Has the work withdrawn on cancellation; false when that has come already.</summary>
    internal bool TryAttach(ScheduledWork work)
    {
        lock (_gate)
        {
            if (_cancelled)
                return false;
            work.NextOfCancelable = _work;
            _work = work;
            return true;
        }
    }
}
