namespace Jobs.Host.Bench;

/// <summary>What one run of the benchmark does.</summary>
/// <param name="Producers">Actors that enqueue; each waits for the receipt of its batch before it sends the next.</param>
/// <param name="Batch">Jobs in one message; 1: single enqueues.</param>
/// <param name="PayloadBytes">Size of each payload, a JSON object.</param>
/// <param name="Recover">Afterwards: starts a second system on the same journal, with one more job waiting, and times it to the first dispatch.</param>
/// <param name="Limits">With limits of the type, of each key and of the rate that never hold anything back: what they cost.</param>
/// <param name="Keys">Partition keys that the jobs are spread over, each job then running for a moment whose beginning and end are noted; 0: none.</param>
/// <param name="KeyLimit">Jobs of one key that run at the same time; 0: any number.</param>
/// <param name="Concurrency">Workers of each queue.</param>
/// <param name="Queues">Queues that the jobs are spread over, batch by batch.</param>
/// <param name="HistoryAll">Finished jobs are kept in the index; false: none is.</param>
/// <param name="Index">As a host has it; false: without.</param>
/// <param name="Backlog">Jobs wait, all of them, and the process dies and starts anew, before they run: see <see cref="BacklogRun"/>.</param>
/// <param name="Listeners">Streams of all events that are open meanwhile, as a browser's are, but for the network.</param>
internal sealed record BenchOptions(
    int Jobs, int Concurrency, int Producers, int Batch, int PayloadBytes, string Storage, bool DurabilityFull, bool Recover, bool Limits = false, int Keys = 0, int KeyLimit = 0,
    int Queues = 1, bool HistoryAll = false, bool Index = true, bool Backlog = false, int Listeners = 0)
{
    public const int KeysMax = 1_000_000;

    /// <summary>Of a run with limits that says nothing about keys.</summary>
    public const int KeysOfLimits = 1000;
    public const int JobsMax = 10_000_000;
    public const int PayloadBytesMin = 24;
    public const int QueuesMax = 1000;
    public const int ListenersMax = 100;
}
