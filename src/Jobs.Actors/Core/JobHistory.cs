namespace Jobs.Core;

/// <summary>What happened to one job, oldest first: its newest <see cref="StepsMax"/> steps.</summary>
internal sealed class JobHistory
{
    public const int StepsMax = 100;

    private const int StepsFirst = 3;

    private JobStep[] _steps = [];
    private int _first;

    public int Count { get; private set; }

    /// <summary>The history of a job to which nothing has happened yet but that it was accepted.</summary>
    public static JobHistory Of(DateTimeOffset acceptedAt, string by)
    {
        var history = new JobHistory();
        history.Add(acceptedAt, JobStepKind.Enqueued, by: by);
        return history;
    }

    /// <summary>A history as it was.</summary>
    /// <param name="steps">Oldest first.</param>
    public static JobHistory Of(IEnumerable<JobStep> steps)
    {
        var history = new JobHistory();
        foreach (var step in steps)
            history.Add(step);
        return history;
    }

    public void Add(DateTimeOffset at, JobStepKind kind, int attempt = 0, string by = "", string? detail = null) => Add(new JobStep(at, kind, attempt, by, detail));

    /// <summary>The step keeps the attempt's whole error; it is the event's own, no copy.</summary>
    public void Add(DateTimeOffset at, JobStepKind kind, int attempt, JobError error, string by = "") => Add(new JobStep(at, kind, attempt, by, error));

    public JobStep this[int index] => index < Count ? _steps[(_first + index) % _steps.Length] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>A copy that stays as it is, whatever is added.</summary>
    public JobHistory Clone()
    {
        var copy = (JobHistory)MemberwiseClone();
        copy._steps = [.. _steps];
        return copy;
    }

    private void Add(JobStep step)
    {
        if (Count == StepsMax)
        {
            _steps[_first] = step;
            _first = (_first + 1) % StepsMax;
            return;
        }

        if (Count == _steps.Length)
            Array.Resize(ref _steps, Math.Min(StepsMax, Math.Max(StepsFirst, Count * 2)));
        _steps[Count++] = step;
    }
}

/// <param name="About">What there is to say of it: a text, the attempt's <see cref="JobError"/>, or null. One field, because every job has a few of these.</param>
internal readonly record struct JobStep(DateTimeOffset At, JobStepKind Kind, int Attempt, string By, object? About)
{
    public JobError? Error => About as JobError;

    public string? Detail => About switch
    {
        JobError error => $"{error.Type}: {error.Message}",
        _ => About as string,
    };
}

internal enum JobStepKind : byte
{
    Enqueued,
    Due,
    Started,
    Completed,
    Failed,
    Died,
    Snoozed,
    Interrupted,
    Cancelled,
    Replayed,
    Rerun,
    Leased,
    Late,
    CancelRequested,
    Changed,
}
