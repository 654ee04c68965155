using System.Diagnostics;
using Jobs.DeadLetters;

namespace Jobs.Core;

/// <summary>
/// All that one partition of a queue knows, private to its actor. Changed by <see cref="Apply(QueueEvent)"/> only, which is total: an event that it does not know is a fault, not a shrug.
/// </summary>
/// <param name="finishedKept">How many of the newest completed, and of the newest cancelled, keep their details.</param>
internal sealed partial class QueueState(int finishedKept)
{
    private readonly Dictionary<JobId, Job> _jobs = [];
    private readonly JobList[] _lists = [.. Enum.GetValues<JobStatus>().Select(_ => new JobList())];
    private readonly Queue<NumberedLetter> _deaths = new();
    private long _changes;
    private Job? _found;

    public Guid Incarnation { get; private set; }

    public string Host { get; private set; } = "";

    /// <summary>Time of the newest event; decisions are never earlier.</summary>
    public DateTimeOffset LastAt { get; private set; }

    public ReadyJobs Ready { get; } = new();

    /// <summary>Ready jobs that have crashed their host too often to run beside each other.</summary>
    public ReadyJobs Suspects { get; } = new();

    public DueJobs Due { get; } = new();

    public WorkerSlots Workers { get; } = new();

    public EndedIds Ended { get; } = new();

    /// <summary>Starts ever made; the next one is one more.</summary>
    public long Starts { get; private set; }

    /// <summary>Jobs ever accepted.</summary>
    public long Accepted { get; private set; }

    /// <summary>Completed and cancelled, whether their details are still kept or not.</summary>
    public long Completed { get; private set; }

    public long Cancelled { get; private set; }

    /// <summary>Number of the last death, and of the last one that the dead letters hold.</summary>
    public long LastDeath { get; private set; }

    public long LastDeathTaken { get; private set; }

    /// <summary>Number of the last return taken from the dead letters.</summary>
    public long LastReturn { get; private set; }

    /// <summary>Deaths that the dead letters are not known to hold, in order, as they happened: the job may live again before its death is acknowledged.</summary>
    public IReadOnlyCollection<NumberedLetter> DeathsOwed => _deaths;

    public IReadOnlyCollection<Job> Jobs => _jobs.Values;

    public JobList this[JobStatus status] => _lists[(int)status];

    public Job? Find(JobId id)
    {
        // A step looks its job up to decide, to apply and to report: mostly the one that was looked up last.
        if (_found is { } found && found.Id == id)
            return found;
        if (_jobs.TryGetValue(id, out var job))
            _found = job;
        return job;
    }

    public void Apply(QueueEvent e)
    {
        LastAt = e.At;
        switch (e)
        {
            case JobAccepted accepted: Apply(accepted); break;
            case JobStarted started: Apply(started); break;
            case JobCompleted completed: Apply(completed); break;
            case JobFailed failed: Apply(failed); break;
            case JobDied died: Apply(died); break;
            case JobBecameDue due: Apply(due); break;
            case JobSnoozed snoozed: Apply(snoozed); break;
            case JobInterrupted interrupted: Apply(interrupted); break;
            case JobCancelled cancelled: Apply(cancelled); break;
            case JobLeased leased: Apply(leased); break;
            case LeaseExtended extended: Apply(extended); break;
            case LateAnswerRefused refused: Apply(refused); break;
            case JobRerun rerun: Apply(rerun); break;
            case JobRemoved removed: Apply(removed); break;
            case JobReplayed replayed: Apply(replayed); break;
            case DeadJobRemoved removed: Apply(removed); break;
            case DeathsTaken taken: Apply(taken); break;
            case QueueOpened opened: Apply(opened); break;
            default: throw new UnreachableException($"QueueState cannot apply {e.GetType().Name}");
        }
    }
}
