namespace Jobs.Core;

/// <summary>Payloads may leave memory while their jobs wait, and come back. Nothing of this is part of what the queue has stored.</summary>
internal sealed partial class QueueState
{
    /// <summary>Bytes of the payloads in memory.</summary>
    public long PayloadBytes { get; private set; }

    /// <summary>Bytes of all payloads that have left memory so far, with their jobs or before them.</summary>
    public long PayloadBytesLeft { get; private set; }

    /// <summary>Jobs whose payload is elsewhere.</summary>
    public int PayloadsElsewhere { get; private set; }

    /// <summary>The payload leaves memory. The job waits, and the index has its payload durably.</summary>
    /// <param name="stored">The copy that the index has.</param>
    public void Evict(Job job, Job stored)
    {
        Leaves(job.PayloadHere);
        PayloadsElsewhere++;
        job.Evict(stored);
    }

    /// <summary>The payload that was elsewhere is in memory again.</summary>
    public void Return(Job job, JobPayload payload)
    {
        PayloadBytes += payload.Bytes.Length;
        PayloadsElsewhere--;
        job.Return(payload);
    }

    /// <summary>Ready jobs about in the order in which they start: those that come next are among the first. Of jobs that come back out of turn, and of many limited types and keys, not all that come next need be.</summary>
    public IEnumerable<Job> Ahead(int max) => Suspects.Ahead(max).Concat(Crews.All.SelectMany(crew => crew.Ready.Ahead(max)));

    private void CountPayload(Job job)
    {
        if (job.Payload is { } payload)
            PayloadBytes += payload.Bytes.Length;
        else
            PayloadsElsewhere++;
    }

    private void UncountPayload(Job job)
    {
        if (job.Payload is { } payload)
            Leaves(payload);
        else
            PayloadsElsewhere--;
    }

    private void Leaves(JobPayload payload)
    {
        PayloadBytes -= payload.Bytes.Length;
        PayloadBytesLeft += payload.Bytes.Length;
    }
}
