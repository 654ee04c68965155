using Akka.Actor;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>Claims that wait for work, first come first served.</summary>
internal sealed class ClaimWaiters
{
    private readonly LinkedList<ClaimWaiter> _waiters = new();

    public bool IsFull => _waiters.Count >= LeaseBounds.WaitersMax;

    public ClaimWaiter? First => _waiters.First?.Value;

    public IEnumerable<ClaimWaiter> All => _waiters;

    public void Add(ClaimWaiter waiter) => _waiters.AddLast(waiter);

    public void RemoveFirst() => _waiters.RemoveFirst();

    /// <summary>Null when it has been answered.</summary>
    public ClaimWaiter? Remove(Guid claim)
    {
        for (var node = _waiters.First; node is not null; node = node.Next)
        {
            if (node.Value.Claim.Claim != claim)
                continue;
            _waiters.Remove(node);
            return node.Value;
        }

        return null;
    }
}

internal sealed record ClaimWaiter(ClaimJobs Claim, IActorRef Sender, DateTimeOffset Since);

/// <summary>The patience of one claim is over.</summary>
internal sealed record ClaimWaitIsOver(Guid Claim) : INoSerializationVerificationNeeded;
