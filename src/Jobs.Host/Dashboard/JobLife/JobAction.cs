using Jobs.Messages;

namespace Jobs.Host.Dashboard.JobLife;

/// <summary>One thing that may be done with a job as it is now.</summary>
/// <param name="Name">What the button says.</param>
/// <param name="Method">Of the API's request, at <paramref name="Path"/> under /api/v1.</param>
/// <param name="Said">What has then happened, in a word or two.</param>
/// <param name="Warning">What will happen, to be read before it does; null: no second step.</param>
public sealed record JobAction(string Name, string Method, string Path, string Said, string? Warning = null)
{
    /// <summary>A change that asks for values first, in the sheet of this name.</summary>
    public string? Sheet { get; init; }

    /// <summary>Whether it removes for good, which not everybody may who operates.</summary>
    public bool IsDelete => Method == HttpMethods.Delete;

    public static IReadOnlyList<JobAction> Of(JobView job)
    {
        var at = $"/jobs/{Uri.EscapeDataString(job.Id.ToString())}";
        var letter = $"/dead-letters/{Uri.EscapeDataString(job.Id.ToString())}";
        return job.Status switch
        {
            JobStatus.Pending => [Change(at), Cancel(at, "It will not run.")],
            JobStatus.Scheduled => [Retry(at, "Run now"), Change(at), Cancel(at, "It will not run.")],
            JobStatus.Failed => [Retry(at, "Retry now"), Change(at), Cancel(at, "It will not be tried again.")],
            JobStatus.Processing when job.CancelRequestedAt is not null => [],
            JobStatus.Processing => [Cancel(at, "Its running attempt is told to stop. If it succeeds all the same, the job is completed.")],
            JobStatus.Dead =>
            [
                new("Replay", "POST", $"{letter}/replay", "replayed"),
                new("Edit and replay", "POST", $"{letter}/replay", "replayed") { Sheet = "replay" },
                new("Delete", "DELETE", letter, "deleted", "The job and its error are gone for good; it cannot be replayed any more."),
            ],
            JobStatus.Completed =>
            [
                new("Run again", "POST", $"{at}/retry", "runs again", "It has completed once: whatever it did, it does again."),
                Delete(at),
            ],
            _ => [new("Run again", "POST", $"{at}/retry", "runs again"), Delete(at)],
        };
    }

    private static JobAction Retry(string at, string name) => new(name, "POST", $"{at}/retry", "due now");

    private static JobAction Change(string at) => new("Change", "PATCH", at, "changed") { Sheet = "change" };

    private static JobAction Cancel(string at, string warning) => new("Cancel", "POST", $"{at}/cancel", "cancelled", warning);

    private static JobAction Delete(string at) => new("Delete", "DELETE", at, "deleted", "The job, its result and its history are gone from the lists. Its id stays remembered, so it is not enqueued twice.");
}
