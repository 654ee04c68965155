using System.Globalization;

namespace Jobs.Host.Bench;

/// <summary>The figures of a backlog.</summary>
/// <param name="DiskFull">Bytes of the data folder while all jobs wait.</param>
/// <param name="DiskDrained">After the last one ran and the host has stopped.</param>
/// <param name="DiskCompacted">After <c>jobs compact</c>.</param>
internal sealed record BacklogReport(BacklogFilled Filled, BacklogDrained Drained, int Jobs, long PayloadBytes, long DiskFull, long DiskDrained, long DiskCompacted)
{
    private const double Mega = 1_000_000;

    public IEnumerable<(string Name, string Value)> Rows()
    {
        yield return ("enqueued", $"{Number(Filled.EnqueuePerSecond)} jobs/s");
        yield return ("resident, all waiting", $"{Number(Filled.ResidentBytes / Mega)} MB (peak {Number(Filled.PeakBytes / Mega)} MB)");
        yield return ("of which is used", $"{Number(Filled.LiveBytes / Mega)} MB by objects, {Number(Filled.LiveBytes / (double)Jobs)} B/job; the rest the collector has not given back");
        yield return ("first dispatch after kill -9", $"{Number(Drained.FirstDispatchMs)} ms from the start of the process");
        yield return ("drained", $"{Number(Drained.JobsPerSecond)} jobs/s");
        yield return ("resident after the drain", $"{Number(Drained.ResidentBytes / Mega)} MB (peak {Number(Drained.PeakBytes / Mega)} MB)");
        yield return ("exactly once", Drained.ExactlyOnce ? "yes" : "NO");
        yield return ("disk, all waiting", $"{Number(DiskFull / Mega)} MB, {Ratio(DiskFull)} of the payloads");
        yield return ("disk, drained", $"{Number(DiskDrained / Mega)} MB, {Ratio(DiskDrained)}");
        yield return ("disk, compacted", $"{Number(DiskCompacted / Mega)} MB, {Ratio(DiskCompacted)}");
    }

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private string Ratio(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)PayloadBytes:0.00} times");
}

/// <param name="ResidentBytes">Once the process has come to rest with all jobs waiting.</param>
/// <param name="LiveBytes">What is left when everything unused has been collected.</param>
internal sealed record BacklogFilled(double EnqueuePerSecond, long ResidentBytes, long PeakBytes, long LiveBytes);

/// <param name="FirstDispatchMs">From the start of the process to the first handler.</param>
/// <param name="JobsPerSecond">From there to the last stored completion.</param>
internal sealed record BacklogDrained(double FirstDispatchMs, double JobsPerSecond, long ResidentBytes, long PeakBytes, bool ExactlyOnce);
