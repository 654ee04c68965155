using System.Diagnostics;

namespace Jobs.HttpLoad;

/// <summary>So many connections, each of which asks, waits for the answer, and asks again.</summary>
internal sealed class Load(Uri url, string queue, string type, int connections, int payloadBytes)
{
    public async Task<LoadResult> RunAsync(TimeSpan duration)
    {
        var request = Request.Bytes(url, queue, type, payloadBytes);
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => RunOneAsync(request, end))));
        var elapsed = Stopwatch.GetElapsedTime(start);
        var ticks = all.SelectMany(one => one.Ticks).Order().ToArray();
        return new LoadResult(ticks.Length, all.Sum(one => one.Refused), ticks.Length / elapsed.TotalSeconds, At(ticks, 0.5), At(ticks, 0.99));
    }

    private static TimeSpan At(long[] ticks, double share) => ticks.Length == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(0, ticks[(int)(share * (ticks.Length - 1))]);

    private async Task<(List<long> Ticks, int Refused)> RunOneAsync(byte[] request, long end)
    {
        using var connection = await Connection.OpenAsync(url);
        var ticks = new List<long>();
        var refused = 0;
        for (var now = Stopwatch.GetTimestamp(); now < end;)
        {
            var status = await connection.SendAsync(request);
            var then = Stopwatch.GetTimestamp();
            ticks.Add(then - now);
            now = then;
            if (status != 201)
                refused++;
        }

        return (ticks, refused);
    }
}

/// <param name="Refused">Answers other than 201.</param>
internal sealed record LoadResult(int Requests, int Refused, double PerSecond, TimeSpan P50, TimeSpan P99);
