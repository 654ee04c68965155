using Jobs.Messages;

namespace Jobs.Core;

/// <summary>What has happened to a job since it was accepted. One that has only waited has none: millions of these wait in memory.</summary>
internal sealed class JobPast
{
    public int Attempts { get; set; }

    public int Crashes { get; set; }

    public int LostLeases { get; set; }

    public int Replays { get; set; }

    public int Worker { get; set; }

    public long Start { get; set; }

    public Guid StartedUnder { get; set; }

    /// <summary>Times are ticks, 0 for none.</summary>
    public long StartedAt { get; set; }

    public long EndedAt { get; set; }

    public long RevivedAt { get; set; }

    public JobError? LastError { get; set; }

    public JobPayload? Result { get; set; }

    public IReadOnlyList<StepResult> StepResults { get; set; } = [];

    public JobLease? NewestLease { get; set; }

    public DeathReason? DeathReason { get; set; }

    public CancelRequest? CancelRequest { get; set; }

    public JobProgress? Progress { get; set; }

    public JobHistory? History { get; set; }

    /// <summary>A copy that stays as it is, whatever happens next.</summary>
    public JobPast Clone()
    {
        var copy = (JobPast)MemberwiseClone();
        copy.NewestLease = NewestLease?.Clone();
        copy.History = History?.Clone();
        return copy;
    }
}
