using Akka.Actor;

namespace Jobs.Pools;

/// <summary>Queue to pool, after each recovery: it is there, and the attempts that it knows of occupy these workers. What the pool knew of it before is void.</summary>
/// <param name="Router">Knows what really runs when the queue is away.</param>
/// <param name="FirstWorker">The router's number of the pool's worker 0.</param>
internal sealed record JoinPool(string Queue, IActorRef Router, int FirstWorker, IReadOnlyList<int> Held) : INoSerializationVerificationNeeded;

/// <summary>
/// Queue to pool: so many more jobs could start now if there were workers, and these workers it needs no longer: their attempts have ended, or nothing could start on them. In one message, so that the
/// pool never gives away what comes back before it knows what the queue wants now. <see cref="WorkersGranted"/> follows as workers become free.
/// </summary>
/// <param name="Wanted">Replaces what it wanted before.</param>
internal sealed record ChangeShare(string Queue, int Wanted, IReadOnlyList<int> Returned) : INoSerializationVerificationNeeded;

/// <summary>Pool to queue: these are its own until it returns them.</summary>
internal sealed record WorkersGranted(string Pool, IReadOnlyList<int> Workers) : INoSerializationVerificationNeeded;

/// <summary>Pool to queue: the pool does not know it (any more); it must join.</summary>
internal sealed record JoinAgain(string Pool) : INoSerializationVerificationNeeded;
