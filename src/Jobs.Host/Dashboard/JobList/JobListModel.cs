using Jobs.Messages;

namespace Jobs.Host.Dashboard.JobList;

/// <summary>One page of the list of jobs, and what can be asked of it.</summary>
/// <param name="Jobs">Those changed last first.</param>
/// <param name="Older">The cursor of the next page; null: this is the last.</param>
/// <param name="IsNewest">Whether it is the first page.</param>
public sealed record JobListModel(
    FilterLine Filter,
    IReadOnlyList<JobView> Jobs,
    string? Older,
    bool IsNewest,
    IReadOnlyList<StatusChip> Statuses,
    IReadOnlyList<QueueChip> Queues,
    IReadOnlyList<BulkAction> Actions);

/// <param name="Count">Null where the filter asks for more than queues count.</param>
public sealed record StatusChip(JobStatus Status, bool IsOn, long? Count, string Filter);

public sealed record QueueChip(string Name, string Filter);

/// <summary>What can be done to many jobs at once.</summary>
/// <param name="Name">As the API calls it.</param>
/// <param name="Filter">Which jobs, when none are selected: what the line asks for and, unless it names states itself, the states that allow the action.</param>
public sealed record BulkAction(string Name, string Verb, string Filter, string Warning)
{
    public static IReadOnlyList<BulkAction> For(FilterLine line) =>
    [
        new("retry", "Retry", line.Within(JobStatus.Scheduled, JobStatus.Failed, JobStatus.Dead), "They run again as soon as a worker is free; dead ones are replayed."),
        new("cancel", "Cancel", line.Within(JobStatus.Pending, JobStatus.Scheduled, JobStatus.Processing, JobStatus.Failed), "Those that wait will not run; those that run are told to stop."),
        new("delete", "Delete", line.Within(JobStatus.Completed, JobStatus.Cancelled), "They are gone from the lists with their results and their history."),
    ];
}
