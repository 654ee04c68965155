using Jobs.Checkpoints;
using Jobs.DeadLetters;
using Jobs.Journal;
using Jobs.Messages;
using Jobs.Operations;

namespace Jobs.Core.Tests.Journal;

/// <summary>
/// One value, or two, of everything that is stored or may cross a network. Their bytes stand in Golden/ and are never changed: a new version adds samples, it reads and writes the old ones as they are.
/// </summary>
internal static class GoldenSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 8, 15, 30, 123, TimeSpan.Zero);
    private static readonly Guid Incarnation = new("6f1d2c3b-4a59-4877-9695-a4b3c2d1e0ff");
    private static readonly JobId Uuid = JobId.Parse("0198c0de-0000-7000-8000-0123456789ab");
    private static readonly JobId Text = JobId.Parse("Order.4711_x");
    private static readonly JobPayload Payload = new(new byte[] { 0, 1, 0x7f, 0x80, 0xff }, "application/octet-stream", "key-1");
    private static readonly JobError Error = new("System.IO.IOException", "disk full: é 漢 😀", "   at Jobs.X()");
    private static readonly LeaseToken Token = LeaseToken.TryParse("00ff1122334455668877665544332211", out var token) ? token : default;
    private static readonly Cause Anna = new("anna", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    private static readonly CommitHeader Header = new(Incarnation, At, At.AddMilliseconds(-7));

    private static readonly RetryPolicy Retry = new()
    {
        Kind = RetryKind.List,
        Delay = TimeSpan.FromMilliseconds(1),
        Delays = [TimeSpan.FromSeconds(1), TimeSpan.FromDays(365)],
        Factor = 1.5,
        Jitter = 0.25,
        JitterTime = TimeSpan.Zero,
        MaxDelay = TimeSpan.FromDays(365),
    };

    private static readonly Letter Letter = new(Uuid, "send", Payload, 10, 3, Error, DeathReason.Crashed, At.AddDays(-1), At, 2);

    private static readonly OperationBegun Begun = new(
        new OperationId(Incarnation),
        new StartOperation(OperationAction.Retry)
        {
            Queue = "email",
            Filter = "status:dead text:\"été\"",
            Ids = [Uuid, Text],
            Type = "send",
            Text = "full",
            Limit = 1_000_000,
            PerSecond = 50,
            Reason = "disk was full",
            By = Anna.By,
            TraceParent = Anna.TraceParent,
        },
        [new OperationWalk("email", 123_456_789_012, 0), new OperationWalk("post", 0, 42)],
        1_234,
        At);

    private static readonly OperationProgress Progress = new(1, 17, 42, 500, 700, 34, [new OperationError("email", Text, "invalid-state", "Job is pending")]);

    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>
    {
        ["queue-opened"] = new QueueOpened(Incarnation, "host-1", At),
        ["job-accepted"] = new JobAccepted(Uuid, "send", Payload, 7, 100, TimeSpan.FromSeconds(30), Retry, At.AddHours(1), ["a", "été"], "customer-1", Anna, At),
        ["job-accepted-bare"] = new JobAccepted(Text, "send", JobPayload.Null, 0, 1, TimeSpan.FromDays(1), null, null, [], "", Cause.Queue, At),
        ["job-accepted-default-retry"] = new JobAccepted(Text, "send", new JobPayload(default), 5, 1, TimeSpan.FromDays(1), new RetryPolicy(), null, [], "", Cause.Queue, At),
        ["job-accepted-unique"] = new JobAccepted(Uuid, "send", JobPayload.Null, 5, 1, TimeSpan.FromDays(1), null, null, [], "", Cause.Queue, At) { Unique = new Uniqueness("été", null) },
        ["job-accepted-unique-for"] = new JobAccepted(Text, "send", JobPayload.Null, 5, 1, TimeSpan.FromDays(1), null, null, [], "", Cause.Queue, At) { Unique = new Uniqueness("k", TimeSpan.FromHours(1)) },
        ["enqueue-merged"] = new EnqueueMerged(Uuid, Text, 0xfedcba9876543210, new JobAmended(Text, Anna, At) { Priority = 2 }, At),
        ["enqueue-merged-bare"] = new EnqueueMerged(Text, Uuid, 1, null, At),
        ["job-became-due"] = new JobBecameDue(Uuid, Anna, At),
        ["job-became-due-by-time"] = new JobBecameDue(Text, Cause.Queue, At),
        ["job-started"] = new JobStarted(Uuid, 1_234_567_890_123, 3, 9_999, At),
        ["job-completed"] = new JobCompleted(Uuid, Payload, At),
        ["job-completed-without-result"] = new JobCompleted(Text, null, At),
        ["job-failed"] = new JobFailed(Uuid, Error, At.AddMinutes(5), At),
        ["job-failed-without-stack"] = new JobFailed(Text, new JobError("timeout", ""), At.AddTicks(1), At),
        ["job-died"] = new JobDied(Uuid, 42, Error, DeathReason.Exhausted, At),
        ["job-died-rejected"] = new JobDied(Text, 43, Error with { Stack = "" }, DeathReason.Rejected, At),
        ["job-died-expired"] = new JobDied(Uuid, 44, Error, DeathReason.Expired, At),
        ["job-snoozed"] = new JobSnoozed(Uuid, At.AddDays(1), At),
        ["job-interrupted-by-crash"] = new JobInterrupted(Uuid, Crashed: true, At.AddSeconds(2), At),
        ["job-interrupted-by-shutdown"] = new JobInterrupted(Text, Crashed: false, null, At),
        ["job-cancelled"] = new JobCancelled(Uuid, Anna, At),
        ["job-restored"] = new JobRestored(Restored(), At),
        ["job-rerun"] = new JobRerun(Uuid, Anna, At),
        ["job-removed"] = new JobRemoved(Text, Anna, At),
        ["deaths-taken"] = new DeathsTaken(41, At),
        ["job-replayed"] = new JobReplayed(Uuid, 5, Payload, Anna, At),
        ["job-replayed-as-it-was"] = new JobReplayed(Text, 6, null, Anna, At),
        ["step-stored"] = new StepStored(Uuid, 1_234_567_890_123, "charge: été", Payload, At),
        ["step-stored-without-result"] = new StepStored(Text, 1, "x", null, At),
        ["job-leased"] = new JobLeased(Uuid, 1_234_567_890_123, 3, 9_999, "worker-é", Token, TimeSpan.FromSeconds(300), At.AddSeconds(300), At),
        ["lease-extended"] = new LeaseExtended(Uuid, TimeSpan.FromSeconds(60), At.AddSeconds(60), ByWorker: true, At),
        ["lease-extended-after-recovery"] = new LeaseExtended(Text, TimeSpan.FromSeconds(60), At.AddSeconds(60), ByWorker: false, At),
        ["late-answer-refused"] = new LateAnswerRefused(Uuid, Token, LeaseAnswer.Nack, At),
        ["dead-job-removed"] = new DeadJobRemoved(Text, 7, Anna, At),

        ["job-amended"] = new JobAmended(Uuid, Anna, At) { Priority = 0, Payload = Payload, DueAt = At.AddHours(2) },
        ["job-amended-little"] = new JobAmended(Text, Cause.Queue, At) { DueAt = At },
        ["job-cancel-requested"] = new JobCancelRequested(Uuid, Anna, At),
        ["queue-paused"] = new QueuePaused("repair of the mail server", At.AddHours(1), Anna, At),
        ["queue-paused-bare"] = new QueuePaused(null, null, Cause.Queue, At),
        ["queue-resumed"] = new QueueResumed(Anna, At),
        ["queue-resumed-by-time"] = new QueueResumed(Cause.Queue, At),
        ["queue-draining"] = new QueueDraining(Anna, At),
        ["limits-changed"] = new LimitsChanged(12, new LiveRate(new RateLimit(100, TimeSpan.FromMinutes(1))), Anna, At),
        ["limits-changed-to-no-rate"] = new LimitsChanged(null, new LiveRate(null), Cause.Queue, At),
        ["limits-changed-concurrency"] = new LimitsChanged(1, null, Anna, At),
        ["limits-reset"] = new LimitsReset(Anna, At),

        ["letter-buried"] = new LetterBuried(42, Letter, At),
        ["replay-started"] = new ReplayStarted(Uuid, 5, Payload, Anna, At),
        ["replay-started-as-it-was"] = new ReplayStarted(Text, 6, null, Anna, At),
        ["letter-deleted"] = new LetterDeleted(Text, 7, Anna, At),
        ["returns-taken"] = new ReturnsTaken(7, At),

        ["queue-commit"] = new QueueCommit(Header, Gathered(new QueueOpened(Incarnation, "host-1", At), new DeathsTaken(41, At))),
        ["queue-commit-first"] = new QueueCommit(Header with { PreviousConfirmedAt = null }, Gathered(new QueueOpened(Incarnation, "host-1", At))),
        ["dead-commit"] = new DeadLetterCommit(Header, Gathered(new ReturnsTaken(7, At))),
        ["index-pointer"] = new IndexPointer([new JournalMark(17, At), new JournalMark(1_234_567_890_123, At.AddHours(1))], 16),
        ["enqueue-job"] = new EnqueueJob("email", "send", Payload)
        {
            Id = Uuid, Priority = 0, Delay = TimeSpan.FromSeconds(1), MaxAttempts = 7, Timeout = TimeSpan.FromMinutes(1), Retry = Retry, PartitionKey = "customer-1", Tags = ["a", "b"],
            By = "anna", TraceParent = Anna.TraceParent,
        },
        ["operation-begun"] = Begun,
        ["operation-begun-bare"] = new OperationBegun(Begun.Id, new StartOperation(OperationAction.Replay), [], 0, At),
        ["operation-advanced"] = new OperationAdvanced(Begun.Id, Progress, At),
        ["operation-ended"] = new OperationEnded(Begun.Id, Progress.End([]), Cancelled: true, At),
        ["operations-snapshot"] = new OperationsSnapshot(
        [
            new Operation(Begun.Id, Begun.Request, Begun.Walks, Begun.Matched, At, Progress),
            new Operation(new OperationId(Uuid.Uuid!.Value), new StartOperation(OperationAction.Cancel), [], 0, At, OperationProgress.AtStart([])) { State = OperationState.Completed, EndedAt = At.AddHours(1) },
            new Operation(new OperationId(Guid.Empty), new StartOperation(OperationAction.Delete), [], 7, At, OperationProgress.AtStart([])) { State = OperationState.Cancelled, EndedAt = At.AddHours(2) },
        ]),
        ["enqueue-job-bare"] = new EnqueueJob("email", "send", JobPayload.Null) { Id = Text },
        ["enqueue-job-at"] = new EnqueueJob("email", "send", JobPayload.Null) { Id = Text, RunAt = At, Delay = TimeSpan.Zero, PartitionKey = "" },
        ["enqueue-job-unique"] = new EnqueueJob("email", "send", JobPayload.Null) { Id = Text, UniqueKey = "k", UniqueFor = TimeSpan.FromHours(1), OnConflict = UniqueConflict.Debounce },
        ["enqueue-jobs"] = new EnqueueJobs("email", [new EnqueueJob("email", "send", JobPayload.Null) { Id = Text }, new EnqueueJob("email", "send", Payload) { Id = Uuid }]) { Atomic = true },
        ["job-enqueued"] = new JobEnqueued(Uuid, "email", JobStatus.Cancelled, Deduplicated: true, At),
        ["job-enqueued-now"] = new JobEnqueued(Text, "email", JobStatus.Pending, Deduplicated: false),
        ["job-enqueued-merged"] = new JobEnqueued(Text, "email", JobStatus.Processing, Deduplicated: true) { MergedFrom = Uuid },
        ["enqueue-refused"] = new EnqueueRefused(Uuid, new Refusal(Refusal.Codes.QueueOverloaded, "later", TimeSpan.FromSeconds(1), "payload")),
        ["jobs-enqueued"] = new JobsEnqueued([new JobEnqueued(Uuid, "email", JobStatus.Pending, false), new EnqueueRefused(Text, new Refusal(Refusal.Codes.IdConflict, "taken"))]),
        ["batch-refused"] = new BatchRefused(-1, new Refusal(Refusal.Codes.InvalidRequest, "tags: …", Field: "tags")),
    };

    // Everything that can be said of a job is said of it.
    private static Job Restored() =>
        new(Uuid, "send", 4_711, Payload, 0xfedcba9876543210, 7, 100, TimeSpan.FromSeconds(30), Anna.By, RareTerms.Of(Retry, ["a", "été"], "customer-1", new Uniqueness("k", TimeSpan.FromHours(1)), Anna.TraceParent), At)
        {
            Status = JobStatus.Completed,
            Change = 4_712,
            NotBefore = At.AddHours(1),
            DueAt = At.AddHours(2),
            UpdatedAt = At.AddHours(3),
            HoldsLine = true,
            Past = new JobPast
            {
                Attempts = 2,
                Crashes = 3,
                LostLeases = 1,
                Replays = 4,
                Worker = 9,
                Start = 1_234_567_890_123,
                StartedUnder = Incarnation,
                StartedAt = At.AddHours(2).UtcTicks,
                EndedAt = At.AddHours(3).UtcTicks,
                RevivedAt = At.AddMinutes(1).UtcTicks,
                LastError = Error,
                Result = JobPayload.Json("done"),
                StepResults = [new StepResult("charge", Payload), new StepResult("mail", null)],
                CancelRequest = new CancelRequest(Anna, At.AddHours(2)),
                DeathReason = DeathReason.Expired,
                NewestLease = new JobLease(Token, "worker-1", 5, TimeSpan.FromMinutes(5), At, null) { End = LeaseEnd.Expired, HasLateAnswer = true },
                History = JobHistory.Of([new JobStep(At, JobStepKind.Enqueued, 0, "anna", null), new JobStep(At, JobStepKind.Failed, 1, "", Error), new JobStep(At, JobStepKind.Late, 1, "worker-1", "late")]),
            },
        };

    private static ReadOnlyMemory<byte> Gathered(params QueueEvent[] events)
    {
        var buffer = new EventBuffer();
        foreach (var e in events)
            buffer.Add(QueueEventWriter.ToWire(e));
        return buffer.Take();
    }

    private static ReadOnlyMemory<byte> Gathered(DeadLetterEvent e)
    {
        var buffer = new EventBuffer();
        buffer.Add(DeadLetterEventCodec.ToWire(e));
        return buffer.Take();
    }
}
