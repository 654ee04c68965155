using Akka.Actor;
using Jobs.Index;
using Jobs.Telemetry;

namespace Jobs.Queues;

/// <summary>Has the index delete what the queue keeps no longer. Without an index there is nothing to do.</summary>
internal sealed partial class QueueActor
{
    private const string SweepKey = "retention";

    private readonly SweepTimes _sweeps;
    private Sweeping _sweeping;

    private enum Sweeping
    {
        Not,
        Awaited,
        UnderWay,
    }

    // All queues of a host recover at once, and should not sweep at once.
    private void AwaitFirstSweep()
    {
        if (_context.Index is null)
            return;
        _sweeps.Recovered(Now());
        AwaitSweep(SweepTimes.IntervalMin * (1 + _context.Random.NextDouble()));
    }

    private void CountEnd(DateTimeOffset at)
    {
        if (_context.Index is null)
            return;
        var isOver = _sweeps.Ended(at);
        if (_sweeping == Sweeping.UnderWay)
            return;
        if (isOver)
            Sweep();
        else if (_sweeping == Sweeping.Not)
            AwaitSweep(_sweeps.Next(at));
    }

    private void AwaitSweep(TimeSpan? sleep)
    {
        _sweeping = sleep is null ? Sweeping.Not : Sweeping.Awaited;
        if (sleep is { } time)
            Timers.StartSingleTimer(SweepKey, SweepNow.Instance, time);
    }

    private void Sweep()
    {
        _sweeping = Sweeping.UnderWay;
        _sweeps.Begun();
        Timers.Cancel(SweepKey);
        SweepSlice();
    }

    private void SweepSlice()
    {
        var (queue, partition, retention, now) = (_context.Queue, _context.Partition, _context.Policy.Settings.Retention, Now());
        _context.Index!.Tell(new ChangeIndex(writes => RetentionSweep.Run(writes, queue, partition, retention, now)), Self);
    }

    private void Handle(IndexSwept swept)
    {
        if (swept.IsMore)
            SweepSlice();
        else
            AwaitSweep(_sweeps.Next(swept.At));
    }

    private void Handle(IndexUnwritable unwritable)
    {
        IndexLog.NotSwept(Logger, _context.Queue, unwritable.Cause);
        AwaitSweep(SweepTimes.IntervalMax);
    }

    private sealed record SweepNow : INoSerializationVerificationNeeded
    {
        public static SweepNow Instance { get; } = new();
    }
}
