using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Jobs.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Jobs.Workers;

/// <summary>
/// One attempt on the thread pool, off every mailbox: handlers may block, and what they throw must reach no actor. Made anew for each attempt, so that one which is
/// stuck shares nothing with its successors. Tells the router <see cref="AttemptEnded"/>, once.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The token source has neither timer nor wait handle, and handlers may keep its token.")]
internal sealed class AttemptRun(Workplace workplace, JobStart start, IActorRef worker, IActorRef router) : IThreadPoolWorkItem
{
    private readonly CancellationTokenSource _cancel = new();
    private volatile StopReason _stop;

    public AttemptKey Key => start.Key;

    public void Queue() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    /// <summary>Cancels the handler's token. The first reason counts. What the handler has registered on the token runs on the pool, not here.</summary>
    public void Stop(StopReason reason)
    {
        if (_stop != StopReason.None)
            return;
        _stop = reason;
        _ = CancelAsync();
    }

    private async Task RunAsync()
    {
        var context = new AttemptContext(workplace, start, worker);
        var outcome = await OutcomeAsync(context);
        router.Tell(new AttemptEnded(start, outcome, context.CloseProgress()), ActorRefs.NoSender);
    }

    private async ValueTask<Outcome> OutcomeAsync(AttemptContext context)
    {
        if (workplace.Handlers.Find(start.Type) is not { } entry)
            return new Outcome.Failed(JobErrors.UnknownType(start.Type));
        AsyncServiceScope? scope = null;
        Outcome outcome;
        try
        {
            scope = entry.NeedsScope ? workplace.CreateScope() : null;
            var result = await entry.InvokeAsync(scope?.ServiceProvider ?? workplace.Services, context, _cancel.Token);
            outcome = result is null ? Outcome.Succeeded.WithoutResult : new Outcome.Succeeded(result);
        }
        catch (Exception e)
        {
            outcome = Outcomes.Of(e, _stop, start.Timeout);
        }

        if (scope is { } opened)
            await DisposeAsync(opened);
        return outcome;
    }

    /// <summary>Belongs to the attempt's time, but not to its outcome.</summary>
    private async ValueTask DisposeAsync(AsyncServiceScope scope)
    {
        try
        {
            await scope.DisposeAsync();
        }
        catch (Exception e)
        {
            WorkerLog.DisposeFailed(workplace.Log, e, start.Type);
        }
    }

    private async Task CancelAsync()
    {
        try
        {
            await _cancel.CancelAsync();
        }
        catch (Exception e)
        {
            WorkerLog.CancelCallbackFailed(workplace.Log, e, start.Type);
        }
    }
}
