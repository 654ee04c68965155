using System.Diagnostics;

namespace Jobs.Host.Bench;

/// <summary>When each job of which key ran: proof, after the run, of how many of one key ever ran at the same time.</summary>
internal sealed class KeyedRuns(int jobs, int keys)
{
    private readonly string[] _names = [.. Enumerable.Range(0, keys).Select(key => $"key-{key}")];
    private readonly long[] _began = new long[jobs];
    private readonly long[] _ended = new long[jobs];

    public string KeyOf(int number) => _names[number % keys];

    /// <summary>Runs the handler's work, here a moment on another thread, and notes its interval.</summary>
    public async Task RunAsync(int number, Action work)
    {
        _began[number] = Stopwatch.GetTimestamp();
        await Task.Yield();
        _ended[number] = Stopwatch.GetTimestamp();
        work();
    }

    /// <summary>The most intervals of one key that lie over one moment.</summary>
    public int MostAtOnce() => Enumerable.Range(0, keys).Max(MostAtOnce);

    private int MostAtOnce(int key)
    {
        var steps = new List<(long At, int Change)>();
        for (var number = key; number < jobs; number += keys)
            steps.AddRange([(_began[number], 1), (_ended[number], -1)]);
        var (running, most) = (0, 0);
        foreach (var (_, change) in steps.OrderBy(step => step.At).ThenBy(step => step.Change))
        {
            running += change;
            most = Math.Max(most, running);
        }

        return most;
    }
}
