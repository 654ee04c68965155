namespace Jobs.Host.Bench;

/// <summary>What one run of the benchmark does.</summary>
/// <param name="Producers">Actors that enqueue; each waits for the receipt of its batch before it sends the next.</param>
/// <param name="Batch">Jobs in one message; 1: single enqueues.</param>
/// <param name="PayloadBytes">Size of each payload, a JSON object.</param>
/// <param name="Recover">Afterwards: starts a second system on the same journal, with one more job waiting, and times it to the first dispatch.</param>
internal sealed record BenchOptions(int Jobs, int Concurrency, int Producers, int Batch, int PayloadBytes, string Storage, bool DurabilityFull, bool Recover)
{
    public const int JobsMax = 10_000_000;
    public const int PayloadBytesMin = 24;
}
