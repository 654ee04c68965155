using Akka.Actor;
using Jobs.Core;
using Jobs.Index;

namespace Jobs.Queues;

/// <summary>Questions to the index for payloads. They run on the index's thread; a batch is bounded in bytes, for nobody knows how large what is elsewhere is.</summary>
internal static class PayloadReads
{
    /// <summary>Jobs that are looked ahead at, and asked for at once.</summary>
    public const int JobsMax = 4_000;

    /// <summary>A batch is over when it has reached this.</summary>
    public const int BytesMax = 4 * 1024 * 1024;

    /// <summary>Looked for between two looks at the bytes.</summary>
    public const int ChunkJobs = 64;

    /// <summary>An index that has not answered within this is asked again.</summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(30);

    public static async Task<object> AheadAsync(IActorRef index, string queue, int partition, IReadOnlyList<Job> jobs)
    {
        var sequences = jobs.Select(job => job.Sequence).ToArray();
        return await index.Ask<object>(new ReadIndex(reads => Read(reads, queue, partition, jobs, sequences)), AnswerMax).ConfigureAwait(false) switch
        {
            IndexUnreadable unreadable => new PayloadsUnreadable(unreadable.Cause),
            var read => read,
        };
    }

    private static PayloadsRead Read(IIndexReads reads, string queue, int partition, IReadOnlyList<Job> jobs, long[] sequences)
    {
        var payloads = new Dictionary<long, JobPayload>(sequences.Length);
        var (bytes, looked) = (0L, 0);
        while (looked < sequences.Length && bytes < BytesMax)
        {
            var chunk = new ArraySegment<long>(sequences, looked, Math.Min(ChunkJobs, sequences.Length - looked));
            reads.ReadPayloads(queue, partition, chunk, (sequence, payload) =>
            {
                payloads[sequence] = payload;
                bytes += payload.Bytes.Length;
            });
            looked += chunk.Count;
        }

        return new PayloadsRead(jobs, looked, payloads);
    }
}
