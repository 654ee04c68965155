using Jobs.Messages;

namespace Jobs.Host.Dashboard.JobLife;

/// <summary>One job, and all that a page says about it.</summary>
public sealed record JobModel(JobView Job, IReadOnlyList<JobAction> Actions, JobCommands Commands)
{
    public IReadOnlyList<JobTimelineStep> Steps { get; } = JobSteps.Of(Job);

    public JobWay Way { get; } = JobWay.Of(Job);
}

/// <summary>An id that several queues know, or none.</summary>
public sealed record NoJobModel(string Id, string Detail, IReadOnlyList<string> Queues);
