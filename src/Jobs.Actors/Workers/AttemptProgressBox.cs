using Akka.Actor;

namespace Jobs.Workers;

/// <summary>
/// The newest progress of one attempt, between the handler's threads and its worker. A handler may write in a tight loop: it overwrites, and the worker is told only
/// when it is not already about to look.
/// </summary>
internal sealed class AttemptProgressBox(AttemptKey key, IActorRef worker) : INoSerializationVerificationNeeded
{
    public const int MessageBytesMax = 1024;

    // Whom Put has to tell.
    private const int NobodyLooks = 0;
    private const int WorkerLooks = 1;
    private const int Closed = 2;

    private AttemptProgress? _newest;
    private int _state;

    public AttemptKey Key { get; } = key;

    public void Put(double percent, string? message)
    {
        Interlocked.Exchange(ref _newest, new AttemptProgress(Key, double.IsNaN(percent) ? 0 : Math.Clamp(percent, 0, 100), message));
        if (Volatile.Read(ref _state) == NobodyLooks && BeginLooking())
            worker.Tell(this, ActorRefs.NoSender);
    }

    /// <summary>The newest, fit to be shown, if it has not been taken yet.</summary>
    public AttemptProgress? Take() => Interlocked.Exchange(ref _newest, null) is not { } newest
        ? null
        : newest with { Message = newest.Message is null ? null : CleanText.Of(newest.Message, MessageBytesMax) };

    /// <summary>The worker stops looking until it is told again; what came in between is not lost.</summary>
    public AttemptProgress? TakeAndLeave()
    {
        // A full fence each: either this sees what Put wrote, or Put sees that nobody looks.
        Interlocked.CompareExchange(ref _state, NobodyLooks, WorkerLooks);
        return Interlocked.CompareExchange(ref _newest, null, null) is not null && BeginLooking() ? Take() : null;
    }

    /// <summary>The attempt has ended: the last is taken, and the worker is never told again.</summary>
    public AttemptProgress? Close()
    {
        Interlocked.Exchange(ref _state, Closed);
        return Take();
    }

    private bool BeginLooking() => Interlocked.CompareExchange(ref _state, WorkerLooks, NobodyLooks) == NobodyLooks;
}
