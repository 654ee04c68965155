using Akka.Actor;
using Jobs.Core;
using Jobs.Core.Lifecycle;
using Jobs.Pools;

namespace Jobs.Queues;

/// <summary>Where the workers come from: the queue's own, or those of a pool that it shares, or, for types that are routed to a pool, those of that one.</summary>
internal sealed partial class QueueActor
{
    private readonly PoolDesk? _pool;
    private readonly IReadOnlyList<(Crew Crew, PoolDesk Desk)> _routed;

    private static PoolDesk Desk(PartitionContext context, Crew crew, PoolPlace place, IActorRef router) => new(crew, place, context.Queue, router);

    /// <summary>The free worker of the queue's own crew that would run the next job, or -1.</summary>
    private int NextWorker()
    {
        var limit = Concurrency;
        if (_pool is null)
            return _state.Workers.LowestFree(limit);
        return _state.Workers.Count < limit ? _pool.Next : -1;
    }

    private void ClaimRouted(DateTimeOffset now)
    {
        foreach (var (crew, desk) in _routed)
        {
            while (_isClaiming && Claim.Decide(_state, crew, desk.Next, suspectAllowed: false, now).Event is JobStarted started && HasPayload(started.Id))
            {
                Start(started);
                desk.Started(started.Worker - crew.FirstWorker);
            }
        }
    }

    private void UpdatePools(DateTimeOffset now)
    {
        if (_pool is not null)
        {
            var room = Math.Max(0, Concurrency - _state.Workers.Count);
            _pool.Update(couldStart: _isClaiming ? Math.Min(Claim.CouldStart(_state, _state.Crews.Own, _turn.MayClaim, now), room) : 0);
        }

        foreach (var (crew, desk) in _routed)
            desk.Update(couldStart: _isClaiming ? Claim.CouldStart(_state, crew, suspectAllowed: false, now) : 0);
    }

    private void JoinPools()
    {
        _pool?.Join();
        foreach (var (_, desk) in _routed)
            desk.Join();
    }

    private void Handle(WorkersGranted granted)
    {
        DeskOf(granted.Pool).Granted(granted.Workers);
        Advance(Now());
    }

    private void Handle(JoinAgain again)
    {
        if (!_isReconciled)
            return;
        DeskOf(again.Pool).Join();
        Advance(Now());
    }

    private PoolDesk DeskOf(string pool) => _pool?.Pool == pool ? _pool : _routed.First(routed => routed.Desk.Pool == pool).Desk;
}
