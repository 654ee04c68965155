using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Jobs.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Jobs.Workers;

/// <summary>
/// One attempt on the thread pool, or on the queue's own threads, off every mailbox: handlers may block, and what they throw must reach no actor. Made anew for each attempt, so that one which is
/// stuck shares nothing with its successors. The router makes it and may stop it at any time; the worker begins it; it tells the router <see cref="AttemptEnded"/>, once.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The token source has neither timer nor wait handle, and handlers may keep its token.")]
internal sealed class AttemptRun(Workplace workplace, JobStart start, IActorRef router) : IThreadPoolWorkItem, INoSerializationVerificationNeeded
{
    private const int New = 0;
    private const int Begun = 1;
    private const int Withdrawn = 2;

    private readonly CancellationTokenSource _cancel = new();
    private volatile StopReason _stop;
    private IActorRef _worker = ActorRefs.Nobody;
    private int _state = New;

    public JobStart Start => start;

    /// <summary>Queues the handler, unless the router has withdrawn it.</summary>
    public void Begin(IActorRef worker)
    {
        _worker = worker;
        if (Interlocked.CompareExchange(ref _state, Begun, New) != New)
            return;
        if (workplace.Threads is { } threads)
            new Task(static run => ((IThreadPoolWorkItem)run!).Execute(), this).Start(threads);
        else
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>True: it never began, and never will. False: its handler has run, or runs.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, New) == New;

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
        var context = new AttemptContext(workplace, start, _worker, router, _cancel.Token);
        using var activity = JobActivities.StartAttempt(workplace.Queue, start);
        var outcome = await OutcomeAsync(context);
        JobActivities.EndAttempt(activity, outcome);
        router.Tell(new AttemptEnded(this, outcome, context.CloseProgress()), ActorRefs.NoSender);
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
            var stop = _stop;
            outcome = Outcomes.Of(e, stop, start.Timeout);
            if (stop == StopReason.None && outcome is Outcome.Failed failed)
                outcome = Verdict.Of(failed, e, entry.Failures, start, workplace);
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
            WorkerLog.DisposeFailed(workplace.Log, ReadableException.Of(e), start.Type);
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
            WorkerLog.CancelCallbackFailed(workplace.Log, ReadableException.Of(e), start.Type);
        }
    }
}
