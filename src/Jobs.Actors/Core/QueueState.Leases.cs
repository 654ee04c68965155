namespace Jobs.Core;

/// <summary>What happens to jobs that workers outside the process hold.</summary>
internal sealed partial class QueueState
{
    /// <summary>Jobs whose lease is open, the one that ends first in front.</summary>
    public DueJobs Leases { get; } = new();

    private void Apply(JobLeased e)
    {
        var job = Leave(e.Id);
        Start(job, e.Start, e.Attempt, e.Slot, e.At);
        job.NewestLease = JobLease.Of(e, job.NewestLease);
        job.NewestLease.DropOldest();
        job.DueAt = e.Until;
        job.History.Add(e.At, JobStepKind.Leased, e.Attempt, by: e.Worker);
        Enter(job, JobStatus.Processing, e.At);
        Leases.Add(job);
    }

    private void Apply(LeaseExtended e)
    {
        var job = Find(e.Id)!;
        var lease = job.Lease!;
        Note(job);
        Leases.Remove(job);
        job.Ticket++;
        job.DueAt = e.Until;
        Leases.Add(job);
        lease.Length = e.Length;
        if (e.ByWorker)
            lease.SeenAt = e.At;
    }

    private void Apply(LateAnswerRefused e)
    {
        // A finished job may have left memory since: then nobody asks for its history here.
        if (Find(e.Id) is not { } job)
            return;
        var lease = job.NewestLease!.Find(e.Token)!;
        Note(job);
        lease.HasLateAnswer = true;
        job.History.Add(e.At, JobStepKind.Late, by: lease.Worker, detail: $"{e.Answer.ToString().ToLowerInvariant()} after its lease {Describe(lease.End)}");
    }

    private void Close(Job job, LeaseEnd end)
    {
        Leases.Remove(job);
        job.Lease!.End = end;
    }

    private static string Describe(LeaseEnd end) => end switch
    {
        LeaseEnd.Acked => "had ended with an ack",
        LeaseEnd.Nacked => "had ended with a nack",
        LeaseEnd.Expired => "had run out",
        _ => "had been revoked",
    };
}
