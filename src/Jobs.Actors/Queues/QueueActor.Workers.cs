using Jobs.Core.Lifecycle;
using Jobs.Hosting;
using Jobs.Telemetry;
using Jobs.Workers;

namespace Jobs.Queues;

/// <summary>How many workers the queue has, and what the router says of them besides their outcomes.</summary>
internal sealed partial class QueueActor
{
    private readonly WorkerRange? _range;
    private Workforce _workforce;
    private DateTimeOffset? _scaleAt;
    private int _stuckHandlers;

    /// <summary>Jobs that may run at the same time now: what somebody has given, else what the queue is scaled to, else what its settings say.</summary>
    private int Concurrency => _range is null || _state.Limits.LiveConcurrency is not null ? _state.Limits.Concurrency : _workforce.Count;

    private void Handle(StuckHandlersCounted counted) => _stuckHandlers = counted.Count;

    private void StartScaling()
    {
        if (_range is not { } range)
            return;
        _workforce = new Workforce(range.Min, Now());
        ResizeWorkers();
    }

    /// <summary>True: there are more workers, so more may start.</summary>
    private bool ScaleWorkers(DateTimeOffset now)
    {
        _scaleAt = null;
        if (_range is not { } range)
            return false;
        if (_state.Limits.LiveConcurrency is { } given)
        {
            // Once it is reset, the queue goes on from there.
            _workforce = new Workforce(Math.Clamp(given, range.Min, range.Max), now);
            return false;
        }

        var before = _workforce.Count;
        var oldest = _state[JobStatus.Pending].Oldest;
        var couldStart = _isClaiming && oldest is not null && Claim.CouldStart(_state, _state.Crews.Own, _turn.MayClaim, now) > 0;
        var decision = Scale.Decide(_workforce, range, _state.Workers.Count, couldStart, oldest?.UpdatedAt, now);
        (_workforce, _scaleAt) = (decision.Workforce, decision.LookAgainAt);
        if (_workforce.Count == before)
            return false;
        QueueLog.Scaled(Logger, _context.Queue, before, _workforce.Count, range.Min, range.Max);
        ResizeWorkers();
        return _workforce.Count > before;
    }
}
