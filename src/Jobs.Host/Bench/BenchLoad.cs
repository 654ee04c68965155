using System.Diagnostics;
using System.Text;

namespace Jobs.Host.Bench;

/// <summary>The jobs of one run and what is measured of each, by its number: when it was acknowledged, when its handler started, how often it ran.</summary>
/// <param name="keys">Partition keys; 0: none.</param>
/// <param name="notesRuns">Notes when each job ran.</param>
internal sealed class BenchLoad(int jobs, int payloadBytes, int keys = 0, bool notesRuns = false)
{
    public const string HandlerType = "bench";

    private readonly int[] _runs = new int[jobs];
    private readonly long[] _acknowledged = new long[jobs];
    private readonly long[] _started = new long[jobs];
    private const int DigitsAt = 6;
    private const int Digits = 9;

    private readonly byte[] _template = Encoding.UTF8.GetBytes($"{{\"n\":\"{new string('0', Digits)}\",\"p\":\"{new string('x', Math.Max(0, payloadBytes - BenchOptions.PayloadBytesMin))}\"}}");
    private readonly TaskCompletionSource _firstRan = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _allRan = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;
    private int _ran;

    public int Count => jobs;

    public KeyedRuns? Runs { get; } = keys > 0 ? new KeyedRuns(jobs, keys) : null;

    public Task FirstRan => _firstRan.Task;

    public Task AllRan => _allRan.Task;

    public bool EachRanOnce => Array.TrueForAll(_runs, runs => runs == 1);

    /// <summary>The next numbers to enqueue: first and count; count 0 when all are given out.</summary>
    public (int First, int Count) Take(int batch)
    {
        var first = Interlocked.Add(ref _next, batch) - batch;
        return first >= jobs ? (jobs, 0) : (first, Math.Min(batch, jobs - first));
    }

    /// <summary><c>{"n":"000000042","p":"xxx"}</c></summary>
    public JobPayload Payload(int number)
    {
        var bytes = _template.AsSpan().ToArray();
        for (var i = DigitsAt + Digits - 1; i >= DigitsAt; i--, number /= 10)
            bytes[i] = (byte)('0' + (number % 10));
        return new JobPayload(bytes);
    }

    /// <summary>The handler: marks the job and does nothing else.</summary>
    public Task Run(JobPayload payload)
    {
        var number = 0;
        foreach (var digit in payload.Bytes.Span.Slice(DigitsAt, Digits))
            number = (number * 10) + (digit - '0');
        _started[number] = Stopwatch.GetTimestamp();
        if (notesRuns)
            return Runs!.RunAsync(number, () => Mark(number));
        Mark(number);
        return Task.CompletedTask;
    }

    private void Mark(int number)
    {
        Interlocked.Increment(ref _runs[number]);
        var ran = Interlocked.Increment(ref _ran);
        if (ran == 1)
            _firstRan.SetResult();
        if (ran == jobs)
            _allRan.SetResult();
    }

    public void Acknowledged(int first, int count)
    {
        var now = Stopwatch.GetTimestamp();
        for (var number = first; number < first + count; number++)
            _acknowledged[number] = now;
    }

    /// <summary>From acknowledgement to handler start, in ms; 0 where the handler was earlier.</summary>
    public Percentiles Starts() => Percentiles.Of([.. _started.Select((started, number) => Math.Max(0, Stopwatch.GetElapsedTime(_acknowledged[number], started).TotalMilliseconds))]);
}

/// <summary>In milliseconds.</summary>
internal readonly record struct Percentiles(double P50, double P99)
{
    public static Percentiles Of(double[] milliseconds)
    {
        Array.Sort(milliseconds);
        return milliseconds.Length == 0 ? default : new Percentiles(milliseconds[milliseconds.Length / 2], milliseconds[(int)(milliseconds.Length * 0.99)]);
    }
}
