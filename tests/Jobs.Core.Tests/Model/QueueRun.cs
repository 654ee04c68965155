using System.Collections.Frozen;
using Jobs.Core.Lifecycle;
using Jobs.Core.Limits;
using Jobs.DeadLetters;
using Jobs.Hosting;
using Jobs.Journal;
using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Core.Tests.Model;

/// <summary>
/// Runs steps against a queue and the naive model of it. After each, the queue's invariants hold, both look the same, and a second queue that knows only the encoded events is in the same state.
/// </summary>
internal sealed partial class QueueRun
{
    private static readonly TimeSpan[] Spans =
    [
        TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(900), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(10), TimeSpan.FromHours(3), TimeSpan.FromHours(25),
    ];

    private static readonly JobId[] Ids = [.. Enumerable.Range(0, 14).Select(n => JobId.Parse($"job-{n}"))];

    private static readonly QueueSettings WithoutLimits = new()
    {
        Concurrency = 3, FinishedKept = 2, MaxAttempts = 2, Retry = new RetryPolicy { MaxDelay = TimeSpan.FromSeconds(30) }, RetryFor = TimeSpan.FromMinutes(2),
    };

    private const int RowsPerCapture = 3;

    private readonly QueuePolicy _policy;

    /// <summary>The journal, and how the model was when each row had been written.</summary>
    private readonly List<(byte[] Row, NaiveQueue Model)> _journal = [];

    private readonly CapturedIndex _index = new();
    private readonly List<QueueEvent> _decided = [];
    private readonly ISet<string> _seen;
    private readonly LifeDiagram _happened;
    private QueueState _queue;
    private QueueState _reader;
    private NaiveQueue _model;
    private DateTimeOffset _now = QueueUnderTest.Morning;
    private int _incarnation = 1;

    /// <summary>The last row is stored, and its writer does not know yet.</summary>
    private bool _isWriting;

    private QueueRun(ISet<string> seen, LifeDiagram happened, Func<QueueSettings, QueueSettings> limit)
    {
        _policy = new QueuePolicy(QueueUnderTest.Name, limit(WithoutLimits), CrashLimit: 3, PayloadBytesMax: 1024)
        {
            Types = new Dictionary<string, TypeSettings>
            {
                ["other"] = new() { MaxAttempts = 3, RetryFor = TimeSpan.FromSeconds(5), Retry = new RetryPolicy { Kind = RetryKind.Fixed, Delay = TimeSpan.FromSeconds(2) } },
            }.ToFrozenDictionary(),
        };
        _seen = seen;
        _happened = happened;
        _queue = NewQueue();
        _reader = new QueueState(_policy.Settings);
        _model = new NaiveQueue(_policy);
        Open();
        Write();
    }

    /// <param name="seen">Gathers what came of the steps: names of events, codes of refusals, "nothing".</param>
    /// <param name="happened">Gathers the steps from status to status.</param>
    /// <param name="limit">Gives the queue its limits; null: none.</param>
    public static void Run(IReadOnlyList<QueueStep> steps, ISet<string> seen, LifeDiagram happened, Func<QueueSettings, QueueSettings>? limit = null)
    {
        var run = new QueueRun(seen, happened, limit ?? (settings => settings));
        foreach (var step in steps)
        {
            run.Take(step);
            run.Write();
            run.Compare();
        }
    }

    private void Take(QueueStep step)
    {
        switch (step.Kind)
        {
            case QueueStepKind.Enqueue: Enqueue(step); break;
            case QueueStepKind.Claim: Claim(suspectAllowed: step.A % 2 == 0); break;
            case QueueStepKind.Report: Report(step); break;
            case QueueStepKind.Pass: _now += Spans[step.A % Spans.Length]; break;
            case QueueStepKind.BecomeDue: BecomeAllDue(); break;
            case QueueStepKind.Steer: Steer(step); break;
            case QueueStepKind.TakeDeaths: TakeDeaths(step); break;
            case QueueStepKind.Return: Return(step); break;
            case QueueStepKind.ChangeLimits: ChangeLimits(step); break;
            case QueueStepKind.ResetLimits: Agree(_model.Limits.Reset(_now), LiveLimits.Reset(_queue, new ResetQueue(QueueUnderTest.Name, "anna"), _now)); break;
            case QueueStepKind.Restart: Restart(rowsLost: step.A % 3, isNewProcess: false); break;
            case QueueStepKind.Crash: Crash(rowsLost: step.A % 3, (step.B % 100) / 100.0); break;
            case QueueStepKind.StoreStep: StoreStep(step); break;
            case QueueStepKind.Lease: Lease(step); break;
            case QueueStepKind.Answer: AnswerLease(step); break;
            case QueueStepKind.Extend: Extend(step); break;
            case QueueStepKind.Expire: ExpireAll(); break;
            default: Command(step); break;
        }
    }

    private void Enqueue(QueueStep step)
    {
        var job = new EnqueueJob(QueueUnderTest.Name, (step.A % 3 == 0) == (step.B % 20 == 0) ? "send" : "other", JobPayload.Json(step.B % 20 == 1 ? 2 : 1))
        {
            Id = Ids[step.A % Ids.Length],
            PartitionKey = (step.C % 4) switch { 0 => null, 1 => "b", _ => "a" },
            Priority = (step.C % 3) * 5,
            MaxAttempts = step.C % 4 == 0 ? null : step.C % 4,
            Delay = step.B % 3 == 0 ? TimeSpan.FromSeconds(step.C % 60) : null,
            Retry = step.C % 5 == 0 ? new RetryPolicy { Kind = RetryKind.Fixed, Delay = TimeSpan.FromSeconds(5), Jitter = 0.5, MaxDelay = TimeSpan.FromSeconds(6) } : null,
            Tags = step.C % 7 == 0 ? ["x", "y"] : [],
            By = step.C % 2 == 0 ? "anna" : "",
            UniqueKey = (step.B % 5) switch { 0 => "k", 1 => "l", _ => null },
        };
        if (job.UniqueKey is not null)
            job = job with { UniqueFor = step.A % 3 == 0 ? TimeSpan.FromSeconds(1 + (step.C % 90)) : null, OnConflict = (UniqueConflict)(step.C % 3) };
        Assert.Null(Admission.Check(job, _policy));
        Agree(_model.Enqueue(job, _now), Core.Lifecycle.Enqueue.Decide(_queue, _policy, job, _now));
    }

    private void Claim(bool suspectAllowed)
    {
        suspectAllowed &= !_model.Running.Any(attempt => attempt.IsSuspect);
        Agree(_model.Claim(suspectAllowed, _now), Core.Lifecycle.Claim.Decide(_queue, _queue.Workers.LowestFree(_queue.Limits.Concurrency), suspectAllowed, _now));
    }

    private void ChangeLimits(QueueStep step)
    {
        var change = new ChangeQueue(
            QueueUnderTest.Name,
            (step.A % 4) switch { 0 => new ChangeTo<int?>(null), 1 => new ChangeTo<int?>(1 + (step.B % 5)), _ => null },
            (step.C % 4) switch { 0 => new ChangeTo<RateLimit?>(null), 1 => null, _ => new ChangeTo<RateLimit?>(new RateLimit(1 + (step.B % 3), Spans[1 + (step.C % 4)])) });
        Agree(_model.Limits.Change(change, _now), LiveLimits.Change(_queue, change, _now));
    }

    private void Report(QueueStep step)
    {
        var running = _model.Running;
        var attempt = running.Count == 0 ? new AttemptRef(Ids[step.A % Ids.Length], 0, false) : running[step.A % running.Count];
        var isStale = step.C % 10 == 0;
        var report = new WorkerReport(new AttemptKey(attempt.Job, attempt.Start - (isStale ? 1 : 0)), OutcomeOf(step.B));
        var decision = Settle.Decide(_queue, _policy, report, _now, (step.C % 100) / 100.0);
        Agree(_model.Report(report, (decision.Event as JobFailed)?.RetryAt, _now), decision);
    }

    private void StoreStep(QueueStep step)
    {
        var running = _model.Running;
        if (running.Count == 0)
            return;
        var attempt = running[step.A % running.Count];
        var store = new StoreStep(new AttemptKey(attempt.Job, attempt.Start - (step.C % 10 == 0 ? 1 : 0)), $"{(char)('a' + (step.B % 4))}", step.C % 2 == 0 ? null : JobPayload.Json(step.C));
        Agree(_model.StoreStep(store), KeepStep.Decide(_queue, store, _now));
    }

    private static Outcome OutcomeOf(int number) => (number % 10) switch
    {
        0 or 1 => Outcome.Succeeded.WithoutResult,
        2 => new Outcome.Succeeded(JobPayload.Json("done")),
        3 or 4 => new Outcome.Failed(new JobError("e", "m", "at x")),
        5 => new Outcome.Failed(new JobError("e", "m", "at x"), TimeSpan.FromSeconds(1 + (number % 200))),
        6 or 7 => new Outcome.Rejected(new JobError("no", "never")),
        8 => new Outcome.Snoozed(TimeSpan.FromSeconds(number % 7)),
        _ => Outcome.Interrupted.Instance,
    };

    // What a queue does by the clock alone.
    private void BecomeAllDue()
    {
        Agree(_model.ResumeByTime(_now), Flow.ByTime(_queue, _now));
        while (Agree(_model.BecomeDue(_now), Core.Lifecycle.BecomeDue.Decide(_queue, _now)).Event is not null)
        {
        }
    }

    private void Command(QueueStep step)
    {
        // Mostly one to which it can happen.
        var waiting = step.Kind == QueueStepKind.Change && step.B % 8 > 0 ? Waiting() : [];
        var id = waiting.Count > 0 ? waiting[step.A % waiting.Count].Id : Ids[step.A % Ids.Length];
        if (_queue.Find(id) is not { } job)
            return;
        // What happens to a finished job begins with what it is: who reads it may not have it in memory.
        if (step.Kind is QueueStepKind.RunNow or QueueStepKind.Remove && job.Status is JobStatus.Completed or JobStatus.Cancelled)
            Apply(new JobRestored(job.Clone(), _now));
        if (step.Kind == QueueStepKind.Cancel)
            Agree(_model.Cancel(id, _now), Core.Lifecycle.Cancel.Decide(job, new CancelJob(null, id, "anna"), _now));
        else if (step.Kind == QueueStepKind.RunNow)
            Agree(_model.RunNow(id, _now), Core.Lifecycle.RunNow.Decide(job, new RetryJob(null, id, "anna"), _now));
        else if (step.Kind == QueueStepKind.Change)
            Change(job, step);
        else
            Agree(_model.Remove(id), Core.Lifecycle.Remove.Decide(job, new DeleteJob(null, id, "anna"), _now));
    }

    private List<Job> Waiting() =>
        [.. Invariants.Listed(_queue, JobStatus.Failed), .. Invariants.Listed(_queue, JobStatus.Scheduled), .. Invariants.Listed(_queue, JobStatus.Pending)];

    private void Change(Job job, QueueStep step)
    {
        var change = new ChangeJob(
            null,
            job.Id,
            step.B % 2 == 0 ? (step.B % 3) * 5 : null,
            step.C % 3 > 0 ? _now + TimeSpan.FromSeconds((step.C % 60) - 30) : null,
            step.C % 4 == 0 ? JobPayload.Json(step.B % 5) : null,
            "anna");
        Agree(_model.Change(change, _now), Amend.Decide(job, _policy, change, _now));
    }

    // Open most of the time, so that the rest of a sequence is worth something.
    private void Steer(QueueStep step)
    {
        var (reason, until) = (step.B % 2 == 0 ? "repair" : null, step.C % 2 == 0 ? _now + TimeSpan.FromSeconds(1 + (step.C % 60)) : (DateTimeOffset?)null);
        switch (step.A % 4)
        {
            case 0: Agree(_model.Steer(QueueMode.Paused, reason, until), Flow.Pause(_queue, new PauseQueue("", reason, until, "anna"), _now)); break;
            case 1: Agree(_model.Steer(QueueMode.Draining, null, null), Flow.Drain(_queue, new DrainQueue("", "anna"), _now)); break;
            default: Agree(_model.Steer(QueueMode.Open, null, null), Flow.Resume(_queue, new ResumeQueue("", "anna"), _now)); break;
        }
    }

    private void TakeDeaths(QueueStep step)
    {
        var upTo = _queue.LastDeathTaken + (step.A % (_queue.DeathsOwed.Count + 1));
        if (upTo == _queue.LastDeathTaken)
            return;
        Apply(new DeathsTaken(upTo, _now));
        _model.TakeDeaths((int)upTo);
    }

    // Twice, early, or the next one; a job may come back before its death is acknowledged.
    private void Return(QueueStep step)
    {
        var dead = _model.Dead;
        if (dead.Count == 0)
            return;
        var id = dead[step.A % dead.Count];
        var number = _queue.LastReturn + (step.B % 6 == 0 ? 0 : step.B % 6 == 1 ? 2 : 1);
        var (deleted, payload) = (step.C % 5 == 0, step.C % 3 == 0 ? JobPayload.Json(step.C) : null);
        Agree(_model.Return(id, number, deleted, payload, _now), TakeReturn.Decide(_queue, new LetterReturn(number, id, deleted, payload, new Cause("anna", "")), _now));
    }

    /// <summary>The writer starts anew: what it had not written is lost. In the same process nothing is interrupted.</summary>
    private void Restart(int rowsLost, bool isNewProcess)
    {
        var kept = Math.Max(1, _journal.Count - rowsLost);
        _model = _journal[kept - 1].Model.Copy();
        _journal.RemoveRange(kept, _journal.Count - kept);
        (_queue, _reader, var fromIndex) = Recovered();
        _isWriting = false;
        if (isNewProcess)
            _incarnation++;
        // The row that this process has opened the queue with may be among the lost ones.
        _model.Limits.Reopen(_now, _queue.Incarnation != Incarnation, fromIndex);
        Open();
        _queue.InFlight.Settle(_now);
    }

    /// <summary>The process dies: what ran under it is interrupted, oldest start first.</summary>
    private void Crash(int rowsLost, double random)
    {
        Restart(rowsLost, isNewProcess: true);
        foreach (var attempt in _model.Running)
        {
            var e = Interrupt.AfterCrash(_queue, _policy, _queue.Find(attempt.Job)!, _now, random);
            Agree(_model.Crash(attempt.Job, (e as JobInterrupted)?.Until, _now), e);
        }

        RenewLeases();
    }

    private Guid Incarnation => new(_incarnation, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private void Open() => Apply(new QueueOpened(Incarnation, "host", _now));

    private Decision Agree(string expected, Decision decision)
    {
        var came = string.Join(' ', new[] { decision.Event?.GetType().Name, decision.Refusal?.Code }.OfType<string>());
        Assert.Equal(expected, came.Length == 0 ? "nothing" : came);
        _seen.Add(expected);
        if (decision.Event is { } e)
            Apply(e);
        return decision;
    }

    private void Apply(QueueEvent e)
    {
        Transitions.Check(_queue, _policy, e);
        _happened.Watch(_queue, e, () => _queue.Apply(e));
        _decided.Add(e);
        _seen.Add(e.GetType().Name);
        Invariants.Check(_queue, _policy);
    }

    private void Write()
    {
        if (_decided.Count == 0)
            return;
        if (_isWriting)
        {
            _queue.InFlight.Confirm(_now);
            _model.Limits.Confirm(_now);
        }

        var gathered = new EventBuffer();
        _decided.ForEach(e => gathered.Add(QueueEventWriter.ToWire(e)));
        _decided.Clear();
        var row = CommitCodec.Write(new QueueCommit(new CommitHeader(_queue.Incarnation, _now, _isWriting ? _now : null), gathered.Take()));
        _queue.InFlight.Seal();
        _model.Limits.Seal();
        _isWriting = true;
        var isCaptured = (_journal.Count + 1) % RowsPerCapture == 0;
        if (isCaptured)
            _model.Limits.Capture();
        _journal.Add((row, _model.Copy()));
        Read(_reader, row);
        if (isCaptured)
            _index.Take(_queue, _journal.Count);
    }

    private QueueState NewQueue()
    {
        var queue = new QueueState(_policy.Settings);
        queue.TrackChanges();
        return queue;
    }

    // From the index and what the journal says after it, where the two fit together; else from the journal alone. One of the two queues goes on, the other one reads.
    private (QueueState Queue, QueueState Reader, bool FromIndex) Recovered()
    {
        var (queue, reader, whole) = (NewQueue(), new QueueState(_policy.Settings), new QueueState(_policy.Settings));
        var from = _index.Restore(queue, _journal.Count);
        Assert.Equal(from, _index.Restore(reader, _journal.Count));
        foreach (var (row, _) in _journal.Skip(from))
        {
            Read(queue, row);
            Read(reader, row);
        }

        _journal.ForEach(entry => Read(whole, entry.Row));
        Assert.Equal(CapturedIndex.Comparable(StateDump.Of(whole, Ids)), CapturedIndex.Comparable(StateDump.Of(queue, Ids)));
        return (queue, reader, from > 0);
    }

    private static void Read(QueueState state, byte[] row)
    {
        var commit = CommitCodec.ReadQueue(row);
        if (commit.Header.PreviousConfirmedAt is { } confirmedAt)
            state.InFlight.Confirm(confirmedAt);
        foreach (var e in QueueEventReader.Read(commit))
            state.Apply(e);
        state.InFlight.Seal();
    }

    private void Compare()
    {
        Assert.Equal(_model.Picture().ToString(), QueuePicture.Of(_queue).ToString());
        Assert.Equal(_model.HeldBack(_now), Invariants.Listed(_queue, JobStatus.Pending).Where(job => !_queue.IsBlocked(job) && HeldBack.Of(_queue, _queue.Limits.Concurrency, job, _now) is not null).Select(job => job.Id).Order());
        Assert.Equal(_model.Holds(_now), Invariants.Holds(_queue, _now));
        Assert.Equal(StateDump.Of(_queue, Ids), StateDump.Of(_reader, Ids));
    }
}
