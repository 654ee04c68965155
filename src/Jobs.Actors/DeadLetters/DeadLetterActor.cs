using Akka.Actor;
using Jobs.Checkpoints;
using Jobs.Core;
using Jobs.Core.Lifecycle;
using Jobs.Journal;
using Jobs.Messages;
using Jobs.Operations;
using Jobs.Queues;
using Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobs.DeadLetters;

/// <summary>Holds the jobs of one partition that are exhausted or rejected, until somebody replays or deletes them. Its queue is told by a numbered stream, as it is told by the queue.</summary>
internal sealed partial class DeadLetterActor : CommittingActor<DeadLetterEvent, DeadLetterCommit>
{
    /// <summary>Letters held at most. Beyond it deaths are not taken; the queue keeps them, dead, until letters are replayed or deleted.</summary>
    public const int LettersMax = 1_000_000;

    private const string RepeatKey = "repeat-hand-over";

    private readonly PartitionContext _context;
    private readonly DeadLetterState _state = new();
    private readonly ReturnHandOver _handOver;
    private readonly Dictionary<long, (IActorRef Sender, object Answer)> _waiting = [];
    private IActorRef _queue = ActorRefs.Nobody;
    private bool _isFull;

    public DeadLetterActor(PartitionContext context, CheckpointPlan plan, ILoggerFactory loggers)
        : base(context.Incarnation, plan, loggers.CreateLogger<DeadLetterActor>())
    {
        _context = context;
        _handOver = new ReturnHandOver(_state);
        if (plan.Index is not null)
            _state.TrackChanges();

        Command<QueueAt>(Handle);
        Command<TakeDeaths>(Handle);
        Command<ReturnsStored>(Handle);
        Command<RepeatHandOver>(_ => OnRepeatHandOver());
        Command<LettersExpire>(_ => OnLettersExpire());
        Command<ListDeadLetters>(list => Reply(DeadLetterViews.List(_state, _context.Queue, list)));
        Command<GroupDeadLetters>(group => Reply(DeadLetterViews.Group(_state, _context.Queue, group, Now())));
        Command<GetDeadLetter>(Handle);
        Command<ReplayDeadLetter>(Handle);
        Command<ReplayDeadLetters>(Handle);
        Command<MatchDeadLetters>(match => Reply(DeadLetterViews.Match(_state, _context.Queue, match)));
        Command<DeleteDeadLetter>(Handle);
    }

    public override string PersistenceId => _context.DeadLettersPersistenceId;

    public static Props Props(PartitionContext context, CheckpointPlan plan, ILoggerFactory loggers) => Akka.Actor.Props.Create(() => new DeadLetterActor(context, plan, loggers));

    protected override void Encode(DeadLetterEvent e, EventBuffer into) => into.Add(DeadLetterEventCodec.ToWire(e));

    protected override DeadLetterCommit ToCommit(CommitHeader header, ReadOnlyMemory<byte> events) => new DeadLetterCommit(header, events);

    protected override void Apply(DeadLetterEvent e) => _state.Apply(e);

    private DateTimeOffset Now() => Now(_state.LastAt);

    private void Record(DeadLetterEvent e) => Record(e, e.At);

    protected override void Replay(DeadLetterCommit commit)
    {
        foreach (var e in DeadLetterEventCodec.Read(commit))
            _state.Apply(e);
    }

    private void Handle(QueueAt at)
    {
        _queue = at.Queue;
        OnRepeatHandOver();
        AwaitExpiry();
    }

    private void Handle(TakeDeaths deaths)
    {
        var now = Now();
        foreach (var death in deaths.Deaths)
        {
            if (Bury.Decide(_state, death, now) is { } buried && HasRoom())
                Record(buried);
        }

        Reply(new DeathsStored(_state.LastDeath));
        AwaitExpiry();
    }

    private bool HasRoom()
    {
        var isFull = _state.Count >= LettersMax;
        if (isFull && !_isFull)
            QueueLog.DeadLettersFull(Logger, _context.Queue, _state.Count);
        _isFull = isFull;
        return !isFull;
    }

    private void Handle(GetDeadLetter get) => Reply(
        _state.Find(get.Id) is { } entry ? new DeadLetterFound(DeadLetterViews.Of(entry, _context.Queue)) : NotFound(get.Id));

    private void Handle(ReplayDeadLetter command)
    {
        if (Refuse(command.Id, "replayed", command.By, command.TraceParent, command.Payload) is { } refused)
        {
            Reply(refused);
            return;
        }

        var number = _state.LastReturn + 1;
        Record(new ReplayStarted(command.Id, number, command.Payload, new Cause(command.By, command.TraceParent), Now()));
        _waiting.Add(number, (Sender, new ShowChangedJob(command.Id)));
        HandOverReturns();
    }

    private void Handle(DeleteDeadLetter command)
    {
        if (Refuse(command.Id, "deleted", command.By, command.TraceParent, payload: null) is { } refused)
        {
            Reply(refused);
            return;
        }

        var number = _state.LastReturn + 1;
        Record(new LetterDeleted(command.Id, number, new Cause(command.By, command.TraceParent), Now()));
        _waiting.Add(number, (Sender, new JobDeleted(command.Id)));
        HandOverReturns();
    }

    private void Handle(ReplayDeadLetters command)
    {
        if (IsOverloaded)
        {
            Reply(new RequestRefused(Refusals.Overloaded(_context.Queue, "its dead letters are behind")));
            return;
        }

        if (Admission.CheckCause(command.By, command.TraceParent) is { } refusal)
        {
            Reply(new RequestRefused(refusal));
            return;
        }

        var ids = command.Ids?.ToHashSet();
        var now = Now();
        var matching = _state.Oldest
            .Where(entry => !entry.IsReturning && (ids is null || ids.Contains(entry.Letter.Id)) && DeadLetterViews.Matches(entry.Letter, command.Type, command.Text))
            .Take(command.Limit ?? int.MaxValue)
            .Select(entry => entry.Letter.Id)
            .ToList();
        if (!command.DryRun)
        {
            foreach (var id in matching)
                Record(new ReplayStarted(id, _state.LastReturn + 1, null, new Cause(command.By, command.TraceParent), now));
        }

        Reply(new DeadLettersReplayed(matching.Count));
        HandOverReturns();
    }

    private RequestRefused? Refuse(JobId id, string action, string by, string traceParent, JobPayload? payload)
    {
        if (Admission.CheckCause(by, traceParent) is { } cause)
            return new RequestRefused(cause);
        if (_state.Find(id) is not { } entry)
            return NotFound(id);
        if (entry.IsReturning)
            return new RequestRefused(new Refusal(Refusal.Codes.InvalidState, $"Dead letter {id} is on its way back already and can not be {action}."));
        return payload is not null && Admission.CheckPayload(payload, _context.Policy) is { } refusal ? new RequestRefused(refusal) : null;
    }

    private RequestRefused NotFound(JobId id) =>
        new(new Refusal(Refusal.Codes.NotFound, $"Queue {_context.Queue} has no dead letter {id}. It may have been replayed or deleted."));

    private void Handle(ReturnsStored stored)
    {
        if (stored.UpTo <= _state.LastReturnTaken)
            return;
        Record(new ReturnsTaken(stored.UpTo, Now()));
        foreach (var number in _waiting.Keys.Where(number => number <= stored.UpTo).ToList())
        {
            _waiting.Remove(number, out var waiting);
            if (waiting.Answer is ShowChangedJob)
                _queue.Tell(waiting.Answer, waiting.Sender);
            else
                Send(waiting.Sender, waiting.Answer);
        }

        if (_state.ReturnsOwed.Count == 0)
            Timers.Cancel(RepeatKey);
        HandOverReturns();
    }

    // Those who wait for the queue to take what they sent back: it may, or may not.
    protected override void PostStop()
    {
        foreach (var (sender, _) in _waiting.Values)
            sender.Tell(new RequestRefused(Refusals.OutcomeUnknown("the replay or removal")), Self);
        base.PostStop();
    }

    private void HandOverReturns()
    {
        if (_handOver.Next() is { } returns)
            HandOverTo(returns);
    }

    private void OnRepeatHandOver()
    {
        if (_handOver.Window() is { } returns)
            HandOverTo(returns);
    }

    private void HandOverTo(TakeReturns returns)
    {
        Send(_queue, returns);
        Timers.StartSingleTimer(RepeatKey, RepeatHandOver.Instance, HandOver.RepeatAfter);
    }
}
