namespace Jobs.Host.Bench;

/// <summary>What one run of the benchmark does.</summary>
/// <param name="Producers">Actors that enqueue; each waits for the receipt of its batch before it sends the next.</param>
/// <param name="Batch">Jobs in one message; 1: single enqueues.</param>
/// <param name="PayloadBytes">Size of each payload, a JSON object.</param>
/// <param name="Recover">Afterwards: starts a second system on the same journal, with one more job waiting, and times it to the first dispatch.</param>
/// <param name="Limits">With limits of the type, of each key and of the rate that never hold anything back: what they cost.</param>
/// <param name="Keys">Partition keys that the jobs are spread over, each job then running for a moment whose beginning and end are noted; 0: none.</param>
/// <param name="KeyLimit">Jobs of one key that run at the same time; 0: any number.</param>
internal sealed record BenchOptions(
    int Jobs, int Concurrency, int Producers, int Batch, int PayloadBytes, string Storage, bool DurabilityFull, bool Recover, bool Limits = false, int Keys = 0, int KeyLimit = 0)
{
    public const int KeysMax = 1_000_000;

    /// <summary>Of a run with limits that says nothing about keys.</summary>
    public const int KeysOfLimits = 1000;
    public const int JobsMax = 10_000_000;
    public const int PayloadBytesMin = 24;
}
