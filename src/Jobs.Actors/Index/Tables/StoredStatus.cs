namespace Jobs.Index.Tables;

/// <summary>The status of a job in its row: the word that is on the wire.</summary>
internal static class StoredStatus
{
    /// <summary>Those that have finished: their queues have let go of them.</summary>
    public static IReadOnlyList<JobStatus> Finished { get; } = [JobStatus.Completed, JobStatus.Cancelled];

    /// <summary>Those that their queues hold, the dead ones among them, which may be replayed.</summary>
    public static IReadOnlyList<JobStatus> Unfinished { get; } = [.. Enum.GetValues<JobStatus>().Except(Finished)];

    public static JobStatus FromText(string text)
    {
        foreach (var status in Enum.GetValues<JobStatus>())
        {
            if (status.Name() == text)
                return status;
        }

        throw new InvalidDataException($"'{text}' is no status of a job that this version knows.");
    }
}
