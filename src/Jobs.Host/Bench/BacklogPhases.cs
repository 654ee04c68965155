using System.Diagnostics;
using System.Text.Json;
using Akka.Actor;
using Jobs.Messages;

namespace Jobs.Host.Bench;

/// <summary>What each of the two processes of a <see cref="BacklogRun"/> does. Each prints one line.</summary>
internal sealed class BacklogPhases(BenchOptions options, BenchDatabase database, TextWriter output)
{
    public const string Fill = "fill";
    public const string Drain = "drain";

    /// <summary>As many as the index is told of at once, and a few more.</summary>
    private const int WarmUpJobs = 130_000;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMilliseconds(20);

    private readonly IReadOnlyList<string> _queues = BenchSettings.Queues(options);
    private readonly BenchLoad _load = new(options.Jobs, options.PayloadBytes);
    private readonly BenchLoad _warmUp = new(Math.Min(WarmUpJobs, options.Jobs), options.PayloadBytes);

    /// <summary>Enqueues everything into paused queues, prints its figures, and waits to be killed.</summary>
    public async Task FillAsync()
    {
        await using var running = await StartAsync();
        await WarmUpAsync(running);
        foreach (var queue in _queues)
            await PauseAsync(running, queue);
        var begin = Stopwatch.GetTimestamp();
        await BenchProducing.EnqueueAsync(options, running, _queues, _load);
        var perSecond = _load.Count / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        await Task.Delay(Rest);
        using var process = Process.GetCurrentProcess();
        await PrintAsync(new BacklogFilled(perSecond, process.WorkingSet64, process.PeakWorkingSet64, GC.GetTotalMemory(forceFullCollection: true)));
        await Task.Delay(Timeout.InfiniteTimeSpan);
    }

    public async Task DrainAsync()
    {
        await using var running = await StartAsync();
        foreach (var queue in _queues)
            await ResumeAsync(running.Jobs, queue);
        await _load.FirstRan;
        using var process = Process.GetCurrentProcess();
        var firstDispatch = TimeProvider.System.GetLocalNow() - process.StartTime;
        var begin = Stopwatch.GetTimestamp();
        await _load.AllRan;
        var perSecond = _load.Count / Stopwatch.GetElapsedTime(begin, await BenchProducing.AllStoredAsync(running.Jobs, _queues, _load.Count)).TotalSeconds;
        await Task.Delay(Rest);
        process.Refresh();
        await PrintAsync(new BacklogDrained(firstDispatch.TotalMilliseconds, perSecond, process.WorkingSet64, process.PeakWorkingSet64, _load.EachRanOnce));
    }

    // Waits as long as the load will, so that the index is written as well, and has come and gone when the load begins.
    private async Task WarmUpAsync(BenchSystem running)
    {
        await PauseAsync(running, BenchSettings.WarmUpQueue);
        await BenchProducing.EnqueueAsync(options, running, [BenchSettings.WarmUpQueue], _warmUp);
        await ResumeAsync(running.Jobs, BenchSettings.WarmUpQueue);
        await _warmUp.AllRan;
        await BenchProducing.AllStoredAsync(running.Jobs, [BenchSettings.WarmUpQueue], _warmUp.Count);
        await Task.Delay(Rest);
    }

    private static Task<QueueChanged> PauseAsync(BenchSystem running, string queue) =>
        running.Jobs.Queues.Ask<QueueChanged>(new PauseQueue(queue, "the backlog is made"), BenchProducing.AnswerTimeout);

    // A queue that recovers for long refuses after a while.
    private static async Task ResumeAsync(JobsSystem jobs, string queue)
    {
        while (await jobs.Queues.Ask<object>(new ResumeQueue(queue), BenchProducing.AnswerTimeout) is not QueueChanged)
            await Task.Delay(RepeatAfter);
    }

    private Task<BenchSystem> StartAsync() => BenchSystem.StartAsync(
        options,
        database,
        BenchSettings.Of(options, database),
        new JobHandlers().Handle<JobPayload>(BenchLoad.HandlerType, (payload, context, _) => (context.Queue == BenchSettings.WarmUpQueue ? _warmUp : _load).Run(payload)));

    private Task PrintAsync<T>(T figures) => output.WriteLineAsync(JsonSerializer.Serialize(figures));
}
