using Jobs.Messages;

namespace Jobs.Host.Dashboard.JobLife;

/// <summary>One job, and all that a page says about it.</summary>
/// <param name="Links">To the team's own tools.</param>
public sealed record JobModel(JobView Job, IReadOnlyList<JobAction> Actions, JobCommands Commands, IReadOnlyList<JobLink> Links)
{
    public IReadOnlyList<JobTimelineStep> Steps { get; } = JobSteps.Of(Job);

    public JobWay Way { get; } = JobWay.Of(Job);
}

/// <summary>Where the job is to be seen elsewhere, as <c>jobs.host.links</c> says.</summary>
public sealed record JobLink(string Name, string Address);

/// <summary>An id that several queues know, or none.</summary>
public sealed record NoJobModel(string Id, string Detail, IReadOnlyList<string> Queues);
