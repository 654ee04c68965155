using Akka.Actor;
using Jobs.Messages;

namespace Jobs.Workers;

/// <summary>Router to queue, repeated after each recovery until answered by <see cref="StepSettled"/>.</summary>
internal sealed record StoreStep(AttemptKey Attempt, string Key, JobPayload? Result) : INoSerializationVerificationNeeded;

/// <summary>Queue to router: the step is stored, or refused for good.</summary>
/// <param name="Refusal">Null: stored.</param>
internal sealed record StepSettled(AttemptKey Attempt, string Key, Refusal? Refusal) : INoSerializationVerificationNeeded;

/// <summary>Attempt to router: a step that a handler has done and waits to be stored.</summary>
internal sealed class DoneStep(StoreStep step) : INoSerializationVerificationNeeded
{
    // Continuations are the handler's code, and must not run on the router's thread.
    private readonly TaskCompletionSource<Refusal?> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StoreStep Step { get; } = step;

    /// <summary>Ends when the queue has stored the step or refused it.</summary>
    public Task<Refusal?> Settled => _settled.Task;

    public void Settle(Refusal? refusal) => _settled.TrySetResult(refusal);
}
