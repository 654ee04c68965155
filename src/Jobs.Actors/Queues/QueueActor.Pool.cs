using Jobs.Core.Lifecycle;
using Jobs.Messages;
using Jobs.Pools;

namespace Jobs.Queues;

/// <summary>Where the workers come from: the queue's own, or those of a pool that it shares.</summary>
internal sealed partial class QueueActor
{
    private readonly PoolDesk? _pool;

    /// <summary>The free worker that would run the next job, or -1.</summary>
    private int NextWorker()
    {
        var limit = _state.Limits.Concurrency;
        if (_pool is null)
            return _state.Workers.LowestFree(limit);
        return _state.Workers.Count < limit ? _pool.Next : -1;
    }

    private void UpdatePool(DateTimeOffset now)
    {
        if (_pool is null)
            return;
        var room = Math.Max(0, _state.Limits.Concurrency - _state.Workers.Count);
        _pool.Update(couldStart: _isClaiming && _state.Flow.Mode != QueueMode.Paused ? Math.Min(Claim.CouldStart(_state, _turn.MayClaim, now), room) : 0);
    }

    private void Handle(WorkersGranted granted)
    {
        _pool!.Granted(granted.Workers);
        Advance(Now());
    }

    private void OnJoinAgain()
    {
        if (!_isReconciled)
            return;
        _pool!.Join();
        Advance(Now());
    }
}
