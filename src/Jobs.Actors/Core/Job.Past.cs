using Jobs.Messages;

namespace Jobs.Core;

/// <summary>What has happened to it. What is at its default needs no <see cref="JobPast"/>.</summary>
internal sealed partial class Job
{
    private JobPast? _past;

    /// <summary>Null: it has only waited.</summary>
    public JobPast? Past
    {
        get => _past;
        init => _past = value;
    }

    public int Attempts
    {
        get => _past?.Attempts ?? 0;
        set => Happened.Attempts = value;
    }

    public int Crashes
    {
        get => _past?.Crashes ?? 0;
        set => Happened.Crashes = value;
    }

    /// <summary>Crashes of which none was one of this host: its lease ran out.</summary>
    public int LostLeases
    {
        get => _past?.LostLeases ?? 0;
        set => Happened.LostLeases = value;
    }

    public int Replays
    {
        get => _past?.Replays ?? 0;
        set => Happened.Replays = value;
    }

    public DateTimeOffset? StartedAt
    {
        get => ToTime(_past?.StartedAt ?? 0);
        set => Happened.StartedAt = ToTicks(value);
    }

    public DateTimeOffset? EndedAt
    {
        get => ToTime(_past?.EndedAt ?? 0);
        set => Happened.EndedAt = ToTicks(value);
    }

    /// <summary>When it was last replayed or run again; null: never.</summary>
    public DateTimeOffset? RevivedAt
    {
        get => ToTime(_past?.RevivedAt ?? 0);
        set => Happened.RevivedAt = ToTicks(value);
    }

    public JobError? LastError
    {
        get => _past?.LastError;
        set => Happened.LastError = value;
    }

    public JobPayload? Result
    {
        get => _past?.Result;
        set => Happened.Result = value;
    }

    /// <summary>What its attempts have done once. Replaced whole, never changed: attempts hold it.</summary>
    public IReadOnlyList<StepResult> StepResults
    {
        get => _past?.StepResults ?? [];
        set => Happened.StepResults = value;
    }

    /// <summary>Number and worker of the last start, and the process that made it.</summary>
    public long Start
    {
        get => _past?.Start ?? 0;
        set => Happened.Start = value;
    }

    public int Worker
    {
        get => _past?.Worker ?? 0;
        set => Happened.Worker = value;
    }

    public Guid StartedUnder
    {
        get => _past?.StartedUnder ?? Guid.Empty;
        set => Happened.StartedUnder = value;
    }

    /// <summary>The newest of its leases that are remembered; null when it never had one.</summary>
    public JobLease? NewestLease
    {
        get => _past?.NewestLease;
        set => Happened.NewestLease = value;
    }

    /// <summary>The lease of the last start; null when that was one of this host's own.</summary>
    public JobLease? Lease => NewestLease is { } lease && lease.Start == Start ? lease : null;

    /// <summary>A worker outside the process holds it.</summary>
    public bool IsLeased => NewestLease is { End: LeaseEnd.Open };

    public DeathReason? DeathReason
    {
        get => _past?.DeathReason;
        set => Happened.DeathReason = value;
    }

    /// <summary>Somebody cancelled it while it ran; null when nobody did.</summary>
    public CancelRequest? CancelRequest
    {
        get => _past?.CancelRequest;
        set => Happened.CancelRequest = value;
    }

    /// <summary>Shown while it runs; not stored.</summary>
    public JobProgress? Progress
    {
        get => _past?.Progress;
        set => Happened.Progress = value;
    }

    public bool IsSuspect => Crashes - LostLeases >= SuspectCrashes;

    /// <summary>Begins with its acceptance.</summary>
    public JobHistory History => Happened.History ??= JobHistory.Of(CreatedAt, By);

    private JobPast Happened => _past ??= new JobPast();
}
