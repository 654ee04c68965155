using Akka.Actor;
using Jobs.Checkpoints;
using Jobs.Core;
using Jobs.Core.Lifecycle;
using Jobs.DeadLetters;
using Jobs.Events;
using Jobs.Index;
using Jobs.Journal;
using Jobs.Messages;
using Jobs.Operations;
using Jobs.Pools;
using Jobs.Telemetry;
using Jobs.Workers;
using Microsoft.Extensions.Logging;

namespace Jobs.Queues;

/// <summary>The single writer of one partition of a queue: decides what is asked, reported and due, and gives ready jobs to free workers. See <see cref="CommittingActor{TEvent, TCommit}"/> for when anything leaves.</summary>
internal sealed partial class QueueActor : CommittingActor<QueueEvent, QueueCommit>
{
    private readonly PartitionContext _context;
    private readonly IActorRef _router;
    private readonly ILogger _steps;
    private readonly QueueState _state;
    private readonly RateMeter _rates = new();
    private readonly WakeTimer _wake;
    private readonly SuspectTurn _turn;
    private readonly EnqueueDesk _enqueuing;
    private readonly FactNotes _facts;

    private List<JobStart>? _starts;
    private List<AttemptKey>? _stored;
    private bool _isClaiming = true;
    private bool _isReconciled;

    public QueueActor(PartitionContext context, CheckpointPlan plan, IActorRef router, IActorRef suspectGate, ILoggerFactory loggers)
        : base(context.Incarnation, plan, loggers.CreateLogger<QueueActor>())
    {
        _context = context;
        _router = router;
        _steps = loggers.CreateLogger(StepLog.Category);
        _state = new QueueState(context.Policy.Settings, context.Routes);
        if (plan.Index is not null)
            _state.TrackChanges();
        _wake = new WakeTimer(this);
        _turn = new SuspectTurn(_state, context.Queue, message => Send(suspectGate, message));
        _handOver = new DeathHandOver(_state);
        _enqueuing = new EnqueueDesk(_state, context);
        _facts = new FactNotes(context);
        _sweeps = new SweepTimes(context.Policy.Settings.Retention);
        _pool = context.Pool is null ? null : Desk(context, _state.Crews.Own, context.Pool, router);
        _routed = [.. _state.Crews.Routed.Select(crew => (crew, Desk(context, crew, context.PoolOf(crew), router)))];
        _range = context.Policy.Settings.Workers;

        Command<EnqueueJob>(Handle);
        Command<EnqueueJobs>(Handle);
        Command<WorkerReports>(Handle);
        Command<AttemptProgress>(Handle);
        Command<StoreStep>(Handle);
        Command<WakeUp>(_ => OnWakeUp());
        Command<RunningAttempts>(Handle);
        Command<StuckHandlersCounted>(Handle);
        Command<SuspectTurnGranted>(_ => OnSuspectTurn());
        Command<WorkersGranted>(Handle);
        Command<JoinAgain>(Handle);
        Command<CancelJob>(Handle);
        Command<ChangeJob>(Handle);
        Command<PauseQueue>(Handle);
        Command<DrainQueue>(Handle);
        Command<ResumeQueue>(Handle);
        Command<RetryJob>(Handle);
        Command<DeleteJob>(Handle);
        Command<FinishedJobFound>(Handle);
        Command<GetJob>(Handle);
        Command<AwaitJob>(Handle);
        Command<WaitIsOver>(Handle);
        Command<ListJobs>(Handle);
        Command<StoredPage>(Handle);
        Command<MatchJobs>(Handle);
        Command<StoredMatches>(Handle);
        Command<GetStats>(Handle);
        Command<GetStatsSeries>(Handle);
        Command<GetQueue>(_ => Reply(new QueueFound(View())));
        Command<DeadLettersAt>(Handle);
        Command<DeathsStored>(Handle);
        Command<TakeReturns>(Handle);
        Command<ShowChangedJob>(Handle);
        Command<RepeatHandOver>(_ => OnRepeatHandOver());
        Command<IDeadLetterRequest>(PassToDeadLetters);
        Command<HandOverWaitIsOver>(_ => ForwardHeldRequests());
        Command<ChangeQueue>(Handle);
        Command<ResetQueue>(Handle);
        Command<StartsSettled>(_ => OnStartsSettled());
        Command<StopClaiming>(_ => StopClaims());
        Command<ClaimJobs>(Handle);
        Command<WithdrawClaim>(withdraw => GiveUp(withdraw.Claim));
        Command<ClaimWaitIsOver>(wait => GiveUp(wait.Claim));
        Command<AckJob>(Handle);
        Command<NackJob>(Handle);
        Command<ExtendLease>(Handle);
        Command<PayloadsRead>(Handle);
        Command<PayloadsUnreadable>(Handle);
        Command<ReadPayloadsAgain>(_ => OnReadPayloadsAgain());
        Command<SweepNow>(_ => Sweep());
        Command<IndexSwept>(Handle);
        Command<IndexUnwritable>(Handle);
    }

    public override string PersistenceId => _context.QueuePersistenceId;

    public static Props Props(PartitionContext context, CheckpointPlan plan, IActorRef router, IActorRef suspectGate, ILoggerFactory loggers) =>
        Akka.Actor.Props.Create(() => new QueueActor(context, plan, router, suspectGate, loggers));

    protected override void Encode(QueueEvent e, EventBuffer into) => QueueEventWriter.Write(e, into);

    protected override QueueCommit ToCommit(CommitHeader header, ReadOnlyMemory<byte> events) => new QueueCommit(header, events);

    protected override void Apply(QueueEvent e)
    {
        var fact = _facts.Of(e, _state);
        MeasureRun(e);
        _state.Apply(e);
        _facts.Add(fact, _state);
        switch (e)
        {
            case JobAccepted: _rates.CountEnqueued(e.At); break;
            case JobCompleted completed: _rates.CountCompleted(e.At); CountEnd(e.At); Ended(completed.Id); break;
            case JobFailed: _rates.CountFailed(e.At); break;
            case JobDied died: _rates.CountFailed(e.At); Ended(died.Id); break;
            case JobCancelRequested requested: StopAttempt(_state.Find(requested.Id)!); break;
            case JobCancelled cancelled: CountEnd(e.At); Ended(cancelled.Id); break;
            case QueuePaused or QueueDraining or QueueResumed: FlowChanged(); break;
        }
    }

    protected override void OnSealed()
    {
        _starts = null;
        _stored = null;
        _facts.Seal();
        _state.InFlight.Seal();
    }

    private DateTimeOffset Now() => Now(_state.LastAt);

    private void Record(QueueEvent e)
    {
        Record(e, e.At);
        if (_steps.IsEnabled(LogLevel.Error))
            StepLog.Write(_steps, _context.Queue, e, _state);
    }

    /// <summary>Everything that may follow from what has just been recorded: due jobs become ready, ready ones start, dead ones are handed over, the timer is set.</summary>
    private void Advance(DateTimeOffset now)
    {
        if (!_isReconciled)
            return;
        ClaimReady(now);
        if (_range is not null && ScaleWorkers(now))
            ClaimReady(now);
        HandOverDeaths();
        _wake.Arm(NextWake.Of(_state, now), Context.System.Scheduler.Now);
        _wake.Arm(_scaleAt, Context.System.Scheduler.Now);
    }

    private void ClaimReady(DateTimeOffset now)
    {
        if (_context.Policy.Settings.ExternalWorkers)
        {
            ServeClaims(now);
            LookAhead();
            return;
        }

        while (_isClaiming && Claim.Decide(_state, NextWorker(), _turn.MayClaim, now).Event is JobStarted started && HasPayload(started.Id))
        {
            Start(started);
            _pool?.Started(started.Worker - _state.Crews.Own.FirstWorker);
        }

        ClaimRouted(now);
        _turn.Update();
        UpdatePools(now);
        LookAhead();
    }

    private void Start(JobStarted started)
    {
        Record(started);
        Dispatch(_state.Find(started.Id)!);
    }

    // All starts of one commit go to the router in one message. Each has just been recorded, so that message leaves with the commit that is gathering and with no other.
    private void Dispatch(Job job)
    {
        if (_starts is null)
            Send(_router, new RunJobs(_starts = []));
        _starts.Add(StartOf(job));
    }

    private static JobStart StartOf(Job job) => new(
        new AttemptKey(job.Id, job.Start), job.Worker, job.Type, job.PayloadHere, job.Attempts, job.MaxAttempts, job.Timeout, job.Cause.TraceParent)
    {
        StepResults = job.StepResults,
    };

    private void Handle(WorkerReports reports)
    {
        var now = Now();
        var refused = new List<AttemptKey>();
        foreach (var report in reports.Reports)
        {
            var decision = Settle.Decide(_state, _context.Policy, report, now, _context.Random.NextDouble());
            if (decision.Event is { } e)
            {
                Record(e);
                Stored(report.Key);
            }
            else
            {
                QueueLog.OutcomeRefused(Logger, _context.Queue, report.Key.Job, report.Key.Start);
                refused.Add(report.Key);
            }
        }

        // Without an event of its own it may leave at once, and what has left must not grow.
        if (refused.Count > 0)
            SendInPassing(_router, new ReportsStored(refused));

        Advance(now);
    }

    private void Stored(AttemptKey key)
    {
        if (_stored is null)
            SendInPassing(_router, new ReportsStored(_stored = []));
        _stored.Add(key);
    }

    private void Handle(AttemptProgress progress)
    {
        if (_state.Find(progress.Key.Job) is { Status: JobStatus.Processing } job && job.Start == progress.Key.Start)
            Show(job, new JobProgress(progress.Percent, progress.Message));
    }

    private void Show(Job job, JobProgress progress)
    {
        job.Progress = progress;
        if (_facts.AreWanted)
            _facts.Publish(LastSequenceNr, Facts.Progress(job, Now()));
    }

    private void OnWakeUp()
    {
        _wake.Fired();
        var now = Now();
        var made = 0;
        if (Flow.ByTime(_state, now).Event is { } resumed)
            Record(resumed);
        while (made < BecomeDue.BatchMax && BecomeDue.Decide(_state, now).Event is { } due)
        {
            Record(due);
            made++;
        }

        ExpireLeases(now);
        Advance(now);
    }

    private void StopClaims()
    {
        _isClaiming = false;
        GiveUpAllClaims();
        Reply(ClaimingStopped.Instance);
    }

    private void OnSuspectTurn()
    {
        _turn.Granted();
        Advance(Now());
    }
}
