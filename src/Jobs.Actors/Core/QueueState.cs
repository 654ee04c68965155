using System.Diagnostics;
using Jobs.Core.Limits;
using Jobs.Core.Rollups;
using Jobs.DeadLetters;
using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Core;

/// <summary>
/// All that one partition of a queue knows, private to its actor. Changed by <see cref="Apply(QueueEvent)"/> only, which is total: an event that it does not know is a fault, not a shrug.
/// </summary>
internal sealed partial class QueueState
{
    private readonly Dictionary<JobId, Job> _jobs = [];
    private readonly JobList[] _lists = [.. Enum.GetValues<JobStatus>().Select(_ => new JobList())];
    private readonly Queue<NumberedLetter> _deaths = new();
    private readonly int _finishedKept;
    private readonly HistoryKept _history;
    private readonly GateTable? _gates;
    private readonly TextPool _texts = new();
    private long _changes;
    private Job? _found;

    /// <param name="settings">How many finished jobs keep their details, which of them the index gets, and which limits jobs are sorted by.</param>
    /// <param name="routes">Types that run on workers of pools; none: all jobs run on the queue's own.</param>
    public QueueState(QueueSettings settings, IReadOnlyList<TypeRoute>? routes = null)
    {
        _finishedKept = settings.FinishedKept;
        _history = settings.History;
        _gates = GateTable.Of(settings, InFlight);
        Crews = new Crews(routes ?? [], _gates);
        Suspects = new ReadyOrder(_gates);
        Limits = new QueueLimits(settings, InFlight);
    }

    public Guid Incarnation { get; private set; }

    public string Host { get; private set; } = "";

    public QueueFlow Flow { get; private set; } = QueueFlow.Open;

    /// <summary>Time of the newest event; decisions are never earlier.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Number of the newest change of a job: a job's place in lists is the number of its own last one.</summary>
    public long Changes => _changes;

    public Crews Crews { get; }

    /// <summary>Ready jobs of the queue's own crew.</summary>
    public ReadyOrder Ready => Crews.Own.Ready;

    /// <summary>Ready jobs that have crashed their host too often to run beside each other. They run on the queue's own crew, whatever their type.</summary>
    public ReadyOrder Suspects { get; }

    /// <summary>What the queue as a whole may run and start.</summary>
    public QueueLimits Limits { get; }

    /// <summary>When the first rate of a type or key opens for which jobs are known to wait; it may lie in the past while nothing is claimed.</summary>
    public DateTimeOffset? GateOpensAt => _gates?.OpensAt;

    /// <summary>Starts that count for a rate and are not known to have left.</summary>
    public StartsInFlight InFlight { get; } = new();

    public DueJobs Due { get; } = new();

    /// <summary>What happened lately, minute by minute.</summary>
    public MinuteRollups Minutes { get; } = new();

    /// <summary>Workers of the queue's own crew.</summary>
    public WorkerSlots Workers => Crews.Own.Workers;

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

    /// <summary>The gate of its key, else of its type, that has no room for a ready job; null: none.</summary>
    public Gate? GateBefore(Job job, DateTimeOffset now) => _gates?.GateBefore(job, now);

    /// <summary>Partition keys that something is remembered of for the sake of their limits.</summary>
    public int LimitedKeys => _gates?.KeyCount ?? 0;

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
            case JobCancelRequested requested: Apply(requested); break;
            case JobCancelled cancelled: Apply(cancelled); break;
            case StepStored stored: Apply(stored); break;
            case JobLeased leased: Apply(leased); break;
            case LeaseExtended extended: Apply(extended); break;
            case LateAnswerRefused refused: Apply(refused); break;
            case JobAmended amended: Apply(amended); break;
            case JobRestored restored: Apply(restored); break;
            case JobRerun rerun: Apply(rerun); break;
            case JobRemoved removed: Apply(removed); break;
            case JobReplayed replayed: Apply(replayed); break;
            case DeadJobRemoved removed: Apply(removed); break;
            case DeathsTaken taken: Apply(taken); break;
            case LimitsChanged changed: Apply(changed); break;
            case LimitsReset reset: Apply(reset); break;
            case EnqueueMerged merged: Apply(merged); break;
            case QueuePaused paused: Flow = new QueueFlow(QueueMode.Paused, paused.Reason, paused.Until, paused.Cause.By, paused.At); break;
            case QueueResumed resumed: Flow = new QueueFlow(QueueMode.Open, By: resumed.Cause.By, Since: resumed.At); break;
            case QueueDraining draining: Flow = new QueueFlow(QueueMode.Draining, By: draining.Cause.By, Since: draining.At); break;
            case QueueOpened opened: Apply(opened); break;
            default: throw new UnreachableException($"QueueState cannot apply {e.GetType().Name}");
        }
    }
}
