using System.Globalization;

namespace Jobs.Host.Bench;

/// <summary>The figures of one run.</summary>
/// <param name="EnqueuePerSecond">Jobs over the time to the last receipt.</param>
/// <param name="JobsPerSecond">Jobs over the time from the first message to the last stored completion.</param>
/// <param name="Commits">Rows that the run added to the queue's journal.</param>
/// <param name="EnqueueMs">From a message to its receipt.</param>
/// <param name="StartMs">From the receipt of a job to the start of its handler.</param>
/// <param name="GcPauseMs">Time within the run in which the garbage collector stood everything still.</param>
/// <param name="KeyLimitHeld">Whether never more jobs of one key ran at the same time than their limit allows; null without a limit.</param>
/// <param name="Recovery">Of the second start, when asked for.</param>
internal sealed record BenchReport(
    double EnqueuePerSecond,
    double JobsPerSecond,
    long Commits,
    Percentiles EnqueueMs,
    Percentiles StartMs,
    long AllocatedBytesPerJob,
    long PeakBytes,
    double GcPauseMs,
    bool ExactlyOnce,
    bool? KeyLimitHeld,
    RecoveryReport? Recovery)
{
    /// <summary>Events that listeners were told, all together; null without listeners.</summary>
    public long? Heard { get; init; }

    /// <summary>How often a listener was too slow and began anew.</summary>
    public int? Cut { get; init; }

    public IEnumerable<(string Name, string Value)> Rows()
    {
        yield return ("enqueued", $"{Number(EnqueuePerSecond)} jobs/s");
        yield return ("end to end", $"{Number(JobsPerSecond)} jobs/s");
        yield return ("commits", Number(Commits));
        yield return ("enqueue p50 / p99", $"{Milliseconds(EnqueueMs.P50)} / {Milliseconds(EnqueueMs.P99)} ms");
        yield return ("start p50 / p99", $"{Milliseconds(StartMs.P50)} / {Milliseconds(StartMs.P99)} ms");
        yield return ("allocated", $"{Number(AllocatedBytesPerJob)} B/job");
        yield return ("peak memory", $"{Number(PeakBytes / 1_000_000.0)} MB");
        yield return ("stopped by gc", $"{Number(GcPauseMs)} ms");
        yield return ("exactly once", ExactlyOnce ? "yes" : "NO");
        if (KeyLimitHeld is { } held)
            yield return ("key limit held", held ? "yes" : "NO");
        if (Heard is { } heard)
            yield return ("events heard", $"{Number(heard)}, {Number(Cut ?? 0)} times cut");
        if (Recovery is { } recovery)
        {
            yield return ("first dispatch after start", $"{Milliseconds(recovery.FirstDispatchMs)} ms");
            yield return ("replayed", $"{Number(recovery.Events)} events, {Number(recovery.EventsPerSecond)} events/s");
        }
    }

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string Milliseconds(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}

/// <param name="FirstDispatchMs">From the start of the second system to the first handler that runs in it.</param>
/// <param name="Events">Events in the journal: three for each job that ran once.</param>
internal sealed record RecoveryReport(double FirstDispatchMs, long Events, double EventsPerSecond);
