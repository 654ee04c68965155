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
    public static JobHistory Of(JobAccepted accepted)
    {
        var history = new JobHistory();
        history.Add(accepted.At, JobStepKind.Enqueued, by: accepted.Cause.By);
        return history;
    }

    public void Add(DateTimeOffset at, JobStepKind kind, int attempt = 0, string by = "", string? detail = null)
    {
        if (Count == StepsMax)
        {
            _steps[_first] = new JobStep(at, kind, attempt, by, detail);
            _first = (_first + 1) % StepsMax;
            return;
        }

        if (Count == _steps.Length)
            Array.Resize(ref _steps, Math.Min(StepsMax, Math.Max(StepsFirst, Count * 2)));
        _steps[Count++] = new JobStep(at, kind, attempt, by, detail);
    }

    public JobStep this[int index] => index < Count ? _steps[(_first + index) % _steps.Length] : throw new ArgumentOutOfRangeException(nameof(index));
}

internal readonly record struct JobStep(DateTimeOffset At, JobStepKind Kind, int Attempt, string By, string? Detail);

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
}
