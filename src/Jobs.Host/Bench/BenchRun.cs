using System.Diagnostics;
using Akka.Actor;
using Jobs.Events;
using Jobs.Messages;

namespace Jobs.Host.Bench;

/// <summary>The whole path from message to stored completion, in this process, through public messages and a registered handler.</summary>
internal sealed class BenchRun(BenchOptions options, BenchDatabase database)
{
    private const int WarmUpJobs = 300_000;
    private const int EventsPerJob = 3;

    private readonly IReadOnlyList<string> _queues = BenchSettings.Queues(options);

    public async Task<BenchReport> RunAsync()
    {
        var load = Load(options.Jobs);
        var warmUp = Load(Math.Min(WarmUpJobs, options.Jobs));
        var handlers = new JobHandlers().Handle<JobPayload>(
            BenchLoad.HandlerType, (payload, context, _) => (context.Queue == BenchSettings.WarmUpQueue ? warmUp : load).Run(payload));

        BenchReport report;
        var hub = new EventHub(TimeProvider.System);
        await using (var running = await BenchSystem.StartAsync(options, database, BenchSettings.Of(options, database) with { Observers = [hub] }, handlers))
        await using (var listeners = new BenchListeners(hub, options.Listeners))
        {
            await ProduceAsync(running, [BenchSettings.WarmUpQueue], warmUp);
            listeners.Begin();
            report = await MeasureAsync(running, load);
            report = report with { Heard = listeners.Heard, Cut = listeners.Cut };
        }

        return options.Recover ? report with { Recovery = await RecoverAsync() } : report;
    }

    private async Task<BenchReport> MeasureAsync(BenchSystem running, BenchLoad load)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var paused = GC.GetTotalPauseDuration();
        var begin = Stopwatch.GetTimestamp();
        var times = await ProduceAsync(running, _queues, load);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        paused = GC.GetTotalPauseDuration() - paused;

        return new BenchReport(
            load.Count / Stopwatch.GetElapsedTime(begin, times.EnqueuedAt).TotalSeconds,
            load.Count / Stopwatch.GetElapsedTime(begin, times.StoredAt).TotalSeconds,
            _queues.Sum(database.CountCommits),
            Percentiles.Of(times.EnqueueMs),
            load.Starts(),
            allocated / load.Count,
            Process.GetCurrentProcess().PeakWorkingSet64,
            paused.TotalMilliseconds,
            load.EachRanOnce,
            options.KeyLimit > 0 ? load.Runs!.MostAtOnce() <= options.KeyLimit : null,
            Recovery: null);
    }

    private async Task<(double[] EnqueueMs, long EnqueuedAt, long StoredAt)> ProduceAsync(BenchSystem running, IReadOnlyList<string> queues, BenchLoad load)
    {
        var waits = await BenchProducing.EnqueueAsync(options, running, queues, load);
        var enqueuedAt = Stopwatch.GetTimestamp();
        await load.AllRan.WaitAsync(BenchProducing.AnswerTimeout);
        return (waits, enqueuedAt, await BenchProducing.AllStoredAsync(running.Jobs, queues, load.Count));
    }

    private async Task<RecoveryReport> RecoverAsync()
    {
        var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handlers = new JobHandlers().Handle<JobPayload>(BenchLoad.HandlerType, (_, _, _) =>
        {
            ran.TrySetResult();
            return Task.CompletedTask;
        });
        var begin = Stopwatch.GetTimestamp();
        await using var running = await BenchSystem.StartAsync(options, database, BenchSettings.Of(options, database), handlers);
        var job = new EnqueueJob(_queues[0], BenchLoad.HandlerType, JobPayload.Null);
        while (await running.Jobs.Queues.Ask<EnqueueReceipt>(job, BenchProducing.AnswerTimeout) is EnqueueRefused { Refusal.RetryAfter: not null })
            continue; // a queue that recovers for long refuses after 5 s
        await ran.Task.WaitAsync(BenchProducing.AnswerTimeout);
        var elapsed = Stopwatch.GetElapsedTime(begin);
        var events = (long)options.Jobs * EventsPerJob;
        return new RecoveryReport(elapsed.TotalMilliseconds, events, events / elapsed.TotalSeconds);
    }

    private BenchLoad Load(int jobs) => new(jobs, options.PayloadBytes, options.Keys == 0 && options.Limits ? BenchOptions.KeysOfLimits : options.Keys, notesRuns: options.Keys > 0);
}
