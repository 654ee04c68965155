namespace Jobs.Index.Tables;

/// <summary>The status of a job in its row: the word that is on the wire.</summary>
internal static class StoredStatus
{
    public static IReadOnlyList<JobStatus> Unfinished { get; } = [.. Enum.GetValues<JobStatus>().Where(status => !status.IsFinal())];

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
