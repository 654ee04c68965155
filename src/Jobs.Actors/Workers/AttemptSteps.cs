using Akka.Actor;
using Jobs.Core;
using Jobs.Core.Lifecycle;
using Jobs.Messages;

namespace Jobs.Workers;

/// <summary>The steps of one attempt: those that earlier attempts have left, and those that it does itself. Called from any thread of its handler.</summary>
/// <param name="cancel">The attempt's own token: who is cancelled need not wait for the journal.</param>
internal sealed class AttemptSteps(JobStart start, IActorRef router, CancellationToken cancel)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StepResult> _kept = start.StepResults.ToDictionary(step => step.Key, StringComparer.Ordinal);
    private readonly Dictionary<string, Task<StepResult>> _running = new(StringComparer.Ordinal);

    public async Task<TResult> OnceAsync<TResult>(string key, Func<Task<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!JobBounds.IsPrintable(key, StepBounds.KeyLengthMax))
            throw new ArgumentException($"A step's key has 1 to {StepBounds.KeyLengthMax} printable characters.", nameof(key));
        return StepValues.Read<TResult>(await StepAsync(key, async () => StepValues.Write(key, await work().ConfigureAwait(false))).ConfigureAwait(false));
    }

    private Task<StepResult> StepAsync(string key, Func<Task<StepResult>> work)
    {
        TaskCompletionSource<StepResult> step;
        lock (_lock)
        {
            if (_kept.TryGetValue(key, out var kept))
                return Task.FromResult(kept);
            if (_running.TryGetValue(key, out var running))
                return running;
            Check(key, null);
            step = new TaskCompletionSource<StepResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            _running.Add(key, step.Task);
        }

        _ = RunAsync(key, work, step);
        return step.Task;
    }

    private async Task RunAsync(string key, Func<Task<StepResult>> work, TaskCompletionSource<StepResult> step)
    {
        try
        {
            var done = await work().ConfigureAwait(false);
            lock (_lock)
                Check(key, done.Result);
            await StoreAsync(done).ConfigureAwait(false);
            lock (_lock)
            {
                _kept.Add(key, done);
                _running.Remove(key);
            }

            step.SetResult(done);
        }
        catch (Exception e)
        {
            // Its handler may catch it and try again, in this attempt or the next.
            lock (_lock)
                _running.Remove(key);
            step.SetException(e);
        }
    }

    private async Task StoreAsync(StepResult step)
    {
        var done = new DoneStep(new StoreStep(start.Key, step.Key, step.Result));
        router.Tell(done, ActorRefs.NoSender);
        var refusal = await done.Settled.WaitAsync(cancel).ConfigureAwait(false);
        if (refusal is { Code: Refusal.Codes.PayloadTooLarge })
            throw new PermanentJobException(refusal.Detail);
        if (refusal is not null)
            throw new AttemptOverException(start.Key.Job, step.Key);
    }

    // No retry can help: the next attempt would come to the same end.
    private void Check(string key, JobPayload? result)
    {
        if (KeepStep.Check(_kept.Values, key, result) is { } problem)
            throw new PermanentJobException(problem);
    }
}
