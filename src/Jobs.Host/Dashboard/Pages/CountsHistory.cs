using System.Collections.Concurrent;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.Pages;

/// <summary>How many jobs there were a minute ago: counts of all queues together, and of each, noted every few seconds.</summary>
internal sealed class CountsHistory
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<Sample> _samples = new();

    /// <summary>Called by one writer.</summary>
    public void Note(DateTimeOffset now, IReadOnlyList<QueueView> queues)
    {
        // While a queue reads its journal its counts are not what it holds.
        if (queues.Any(queue => queue.Health != QueueHealth.Ready))
        {
            _samples.Clear();
            return;
        }

        _samples.Enqueue(new Sample(now, Counts.Sum(queues), queues.ToDictionary(queue => queue.Name, queue => queue.Counts, StringComparer.Ordinal)));
        while (_samples.TryPeek(out var oldest) && now - oldest.At > Length)
            _samples.TryDequeue(out _);
    }

    /// <summary>The oldest counts that are known, and how old they are; null before there are any.</summary>
    /// <param name="queue">Null: of all together.</param>
    public (JobCounts Counts, TimeSpan Age)? Before(DateTimeOffset now, string? queue = null)
    {
        if (!_samples.TryPeek(out var oldest))
            return null;
        var counts = queue is null ? oldest.All : oldest.ByQueue.GetValueOrDefault(queue);
        var age = now - oldest.At;
        return counts is null || age < Interval ? null : (counts, Length - age < Interval ? Length : age);
    }

    private sealed record Sample(DateTimeOffset At, JobCounts All, Dictionary<string, JobCounts> ByQueue);
}
