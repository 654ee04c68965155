using System.Diagnostics;
using Akka.Actor;
using Jobs.Messages;

namespace Jobs.Host.Bench;

/// <summary>The producers of a run, and what is asked of its queues afterwards.</summary>
internal static class BenchProducing
{
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Enqueues the whole load; returns when the last receipt is there.</summary>
    public static async Task<double[]> EnqueueAsync(BenchOptions options, BenchSystem running, IReadOnlyList<string> queues, BenchLoad load)
    {
        var (batch, to) = (options.Batch, running.Jobs.Queues);
        var produced = await Task.WhenAll(Enumerable.Range(0, options.Producers)
            .Select(number => running.System.ActorOf(Props.Create(() => new BenchProducer(to, queues, number, load, batch))))
            .Select(producer => producer.Ask<Produced>(Produce.Instance, AnswerTimeout)));
        return [.. produced.SelectMany(each => each.Waits)];
    }

    /// <summary>Returns when so many jobs are completed in all. A query's answer leaves after the commit that it has seen, so this is the time of the last stored completion.</summary>
    public static async Task<long> AllStoredAsync(JobsSystem jobs, IReadOnlyList<string> queues, int count)
    {
        while (await CompletedAsync(jobs, queues) < count)
            await Task.Yield();
        return Stopwatch.GetTimestamp();
    }

    private static async Task<long> CompletedAsync(JobsSystem jobs, IReadOnlyList<string> queues)
    {
        var completed = 0L;
        foreach (var queue in queues)
            completed += (await jobs.Queues.Ask<QueueFound>(new GetQueue(queue), AnswerTimeout)).Queue.Counts.Completed;
        return completed;
    }
}
