using System.Diagnostics;
using Akka.Actor;
using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Host.Bench;

/// <summary>The whole path from message to stored completion, in this process, through public messages and a registered handler.</summary>
internal sealed class BenchRun(BenchOptions options, string folder)
{
    private const string Queue = "bench";
    private const string WarmUpQueue = "warm-up";
    private const int WarmUpJobs = 300_000;
    private const int EventsPerJob = 3;

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(10);

    public async Task<BenchReport> RunAsync()
    {
        var load = Load(options.Jobs);
        var warmUp = Load(Math.Min(WarmUpJobs, options.Jobs));
        var handlers = new JobHandlers().Handle<JobPayload>(
            BenchLoad.HandlerType, (payload, context, _) => (context.Queue == Queue ? load : warmUp).Run(payload));

        BenchReport report;
        await using (var running = await BenchSystem.StartAsync(options, folder, Settings(), handlers))
        {
            await ProduceAsync(running, WarmUpQueue, warmUp);
            report = await MeasureAsync(running, load);
        }

        return options.Recover ? report with { Recovery = await RecoverAsync() } : report;
    }

    private async Task<BenchReport> MeasureAsync(BenchSystem running, BenchLoad load)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var paused = GC.GetTotalPauseDuration();
        var begin = Stopwatch.GetTimestamp();
        var times = await ProduceAsync(running, Queue, load);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        paused = GC.GetTotalPauseDuration() - paused;

        return new BenchReport(
            load.Count / Stopwatch.GetElapsedTime(begin, times.EnqueuedAt).TotalSeconds,
            load.Count / Stopwatch.GetElapsedTime(begin, times.StoredAt).TotalSeconds,
            running.CountCommits(Queue),
            Percentiles.Of(times.EnqueueMs),
            load.Starts(),
            allocated / load.Count,
            Process.GetCurrentProcess().PeakWorkingSet64,
            paused.TotalMilliseconds,
            load.EachRanOnce,
            options.KeyLimit > 0 ? load.Runs!.MostAtOnce() <= options.KeyLimit : null,
            Recovery: null);
    }

    private async Task<(double[] EnqueueMs, long EnqueuedAt, long StoredAt)> ProduceAsync(BenchSystem running, string queue, BenchLoad load)
    {
        var (batch, queues) = (options.Batch, running.Jobs.Queues);
        var produced = await Task.WhenAll(Enumerable.Range(0, options.Producers)
            .Select(_ => running.System.ActorOf(Props.Create(() => new BenchProducer(queues, queue, load, batch))))
            .Select(producer => producer.Ask<Produced>(Produce.Instance, AnswerTimeout)));
        var enqueuedAt = Stopwatch.GetTimestamp();
        await load.AllRan.WaitAsync(AnswerTimeout);
        await AllStoredAsync(running.Jobs, queue, load.Count);
        return ([.. produced.SelectMany(each => each.Waits)], enqueuedAt, Stopwatch.GetTimestamp());
    }

    // A query's answer leaves after the commit that it has seen, so this is the time of the last stored completion.
    private static async Task AllStoredAsync(JobsSystem jobs, string queue, int count)
    {
        while ((await jobs.Queues.Ask<QueueFound>(new GetQueue(queue), AnswerTimeout)).Queue.Counts.Completed < count)
            await Task.Yield();
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
        await using var running = await BenchSystem.StartAsync(options, folder, Settings(), handlers);
        var job = new EnqueueJob(Queue, BenchLoad.HandlerType, JobPayload.Null);
        while (await running.Jobs.Queues.Ask<EnqueueReceipt>(job, AnswerTimeout) is EnqueueRefused { Refusal.RetryAfter: not null })
            continue; // a queue that recovers for long refuses after 5 s
        await ran.Task.WaitAsync(AnswerTimeout);
        var elapsed = Stopwatch.GetElapsedTime(begin);
        var events = (long)options.Jobs * EventsPerJob;
        return new RecoveryReport(elapsed.TotalMilliseconds, events, events / elapsed.TotalSeconds);
    }

    private BenchLoad Load(int jobs) => new(jobs, options.PayloadBytes, options.Keys == 0 && options.Limits ? BenchOptions.KeysOfLimits : options.Keys, notesRuns: options.Keys > 0);

    private JobsSettings Settings()
    {
        var settings = new QueueSettings { Concurrency = options.Concurrency, PartitionLimit = options.KeyLimit > 0 ? new JobLimit(options.KeyLimit) : null };
        if (options.Limits)
        {
            settings = settings with
            {
                RateLimit = new RateLimit(RateLimit.StartsMax, RateLimit.WindowMin),
                TypeLimits = new Dictionary<string, JobLimit> { [BenchLoad.HandlerType] = new(QueueSettings.ConcurrencyMax) },
                PartitionLimit = settings.PartitionLimit ?? new JobLimit(QueueSettings.ConcurrencyMax),
            };
        }

        return new JobsSettings { Queues = new Dictionary<string, QueueSettings> { [Queue] = settings, [WarmUpQueue] = settings } };
    }
}
