using Akka.Actor;

namespace Jobs.Workers;

/// <summary>One of a queue's workers as the router sees it: the actor that has the place now, and what it runs.</summary>
internal sealed class WorkerSlot(int index, DateTimeOffset since)
{
    /// <summary>Nothing is due here.</summary>
    public static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    private readonly Queue<JobStart> _waiting = [];

    public int Index { get; } = index;

    /// <summary>Null before the first job, and after a worker was given up.</summary>
    public IActorRef? Worker { get; set; }

    /// <summary>How many actors have had this place.</summary>
    public int Generation { get; set; }

    /// <summary>Null when idle.</summary>
    public AttemptRun? Running { get; private set; }

    /// <summary>Why the running attempt's token has been cancelled; none: it has not.</summary>
    public StopReason Stopping { get; private set; }

    /// <summary>The running attempt's limit; once it is being stopped, the end of its grace.</summary>
    public DateTimeOffset Deadline { get; private set; } = Never;

    /// <summary>Since when the queue has a worker here.</summary>
    public DateTimeOffset Since { get; set; } = since;

    /// <summary>Attempts that succeeded here.</summary>
    public long Done { get; private set; }

    /// <summary>Attempts that failed here or were rejected.</summary>
    public long Failed { get; private set; }

    /// <summary>The newest progress of the running attempt.</summary>
    public AttemptProgress? Progress { get; set; }

    /// <summary>Its handler ignores its cancelled token, and can not be given up.</summary>
    public bool IsHeldBack { get; private set; }

    /// <summary>When the running attempt was given to this worker.</summary>
    public DateTimeOffset BegunAt { get; private set; }

    public void Begin(AttemptRun run, DateTimeOffset now, DateTimeOffset deadline)
    {
        Running = run;
        BegunAt = now;
        Stopping = StopReason.None;
        Deadline = deadline;
        Progress = null;
        IsHeldBack = false;
    }

    public void Stop(StopReason reason, DateTimeOffset graceEnd)
    {
        Stopping = reason;
        Deadline = graceEnd;
    }

    /// <summary>Stays occupied with no time at which that ends.</summary>
    public void HoldBack()
    {
        Deadline = Never;
        IsHeldBack = true;
    }

    public void Count(Outcome outcome)
    {
        if (outcome is Outcome.Succeeded)
            Done++;
        else if (outcome is Outcome.Failed or Outcome.Rejected)
            Failed++;
    }

    public void Free()
    {
        Running = null;
        Deadline = Never;
    }

    /// <summary>Keeps a start until the worker is idle.</summary>
    public void Wait(JobStart start) => _waiting.Enqueue(start);

    /// <summary>Takes a start back that was waiting; false when it was not.</summary>
    public bool TakeWaiting(AttemptKey key)
    {
        var found = false;
        for (var left = _waiting.Count; left > 0; left--)
        {
            var start = _waiting.Dequeue();
            if (start.Key == key)
                found = true;
            else
                _waiting.Enqueue(start);
        }

        return found;
    }

    public JobStart? NextWaiting() => _waiting.TryDequeue(out var start) ? start : null;
}
