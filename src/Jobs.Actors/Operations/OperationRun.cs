using Akka.Actor;
using Jobs.Core;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.Operations;

/// <summary>
/// Carries an operation out, slice by slice: find the next jobs, have it stored that they are about to be told, tell each of them, wait for all answers. A slice that was interrupted, by a crash or by a
/// queue that could not answer, is looked for again: what has changed since has been done.
/// </summary>
internal sealed class OperationRun : ReceiveActor, IWithTimers
{
    /// <summary>Longest wait for the answer to one command, above what a queue holds requests while it recovers.</summary>
    public static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    private readonly Operation _operation;
    private readonly IReadOnlyDictionary<string, IActorRef> _queues;
    private readonly JobFilter? _filter;
    private readonly int _sliceMax;
    private readonly TimeSpan _pace;

    private OperationProgress _progress;
    private IReadOnlyList<JobId> _slice = [];
    private readonly List<OperationError> _refused = [];
    private int _awaited;
    private TimeSpan? _repeatAfter;
    private bool _isPaced;
    private bool _isStopping;

    public OperationRun(Operation operation, IReadOnlyDictionary<string, IActorRef> queues)
    {
        _operation = operation;
        _queues = queues;
        _filter = OperationRequests.FilterOf(operation.Request);
        _progress = operation.Progress;
        _sliceMax = Math.Min(OperationBounds.SliceMax, operation.Request.PerSecond ?? int.MaxValue);
        _pace = operation.Request.PerSecond is { } rate ? _second * _sliceMax / rate : TimeSpan.Zero;

        Receive<Matched>(Handle);
        Receive<RequestRefused>(refused => Repeat(refused.Refusal.RetryAfter));
        Receive<Unanswered>(_ => Repeat(after: null));
        Receive<SliceStored>(_ => Tell());
        Receive<Answered>(Handle);
        Receive<GoOn>(_ => Next());
        Receive<PaceIsOver>(_ => OnPaceIsOver());
        Receive<StopOperation>(_ => OnStop());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(Operation operation, IReadOnlyDictionary<string, IActorRef> queues) => Akka.Actor.Props.Create(() => new OperationRun(operation, queues));

    protected override void PreStart() => Next();

    private long Room => (_operation.Request.Limit ?? long.MaxValue) - _progress.Handled;

    private bool HasWalk => _progress.Walk < _operation.Walks.Count && Room > 0;

    private OperationWalk Walk => _operation.Walks[_progress.Walk];

    private bool IsWaiting => _isPaced || Timers.IsTimerActive(nameof(GoOn));

    private void Next()
    {
        // Queues that are not in the settings any more have nothing to be done to.
        while (HasWalk && !_queues.ContainsKey(Walk.Queue))
            _progress = _progress.NextWalk(_operation.Walks);
        if (_isStopping || !HasWalk)
            End();
        else if (_progress.SliceEnd is { } end)
            Find(end, OperationBounds.SliceMax);
        else
            Find(Walk.To, (int)Math.Min(_sliceMax, Room));
    }

    private void Find(long to, int limit) => Ask(
        _queues[Walk.Queue], OperationRequests.Match(_operation.Request, _filter, Walk.Queue, _operation.StartedAt, _progress.Place, to, limit), answer => answer);

    private void Handle(Matched matched)
    {
        _slice = matched.Ids;
        if (_progress.SliceEnd is not null)
        {
            Tell();
        }
        else if (_slice.Count > 0)
        {
            _progress = _progress.Begin(matched.Reached, _slice.Count);
            Context.Parent.Tell(new StoreSlice(_operation.Id, _progress));
        }
        else
        {
            _progress = matched.IsOver ? _progress.NextWalk(_operation.Walks) : _progress.Skip(matched.Reached);
            Next();
        }
    }

    private void Tell()
    {
        _refused.Clear();
        _repeatAfter = null;
        _awaited = _slice.Count;
        foreach (var id in _slice)
            Ask(_queues[Walk.Queue], OperationRequests.Command(_operation.Request, Walk.Queue, id), answer => new Answered(id, answer));
        if (_awaited == 0)
            EndSlice();
    }

    private void Ask(IActorRef queue, object question, Func<object, object> wrap) =>
        queue.Ask<object>(question, AnswerWait).PipeTo(Self, success: wrap, failure: _ => wrap(Unanswered.Instance));

    private void Handle(Answered answered)
    {
        _awaited--;
        if (answered.Answer is Unanswered or RequestRefused { Refusal.RetryAfter: not null })
            _repeatAfter = Later(_repeatAfter, (answered.Answer as RequestRefused)?.Refusal.RetryAfter);
        else if (answered.Answer is RequestRefused { Refusal: var refusal })
            _refused.Add(new OperationError(Walk.Queue, answered.Id, refusal.Code, refusal.Detail));
        if (_awaited > 0)
            return;
        if (_repeatAfter is { } pause)
            Repeat(pause);
        else
            EndSlice();
    }

    private void EndSlice()
    {
        _progress = _progress.End(_refused);
        if (_progress.Place == Walk.To)
            _progress = _progress.NextWalk(_operation.Walks);
        _isPaced = _pace > TimeSpan.Zero && !_isStopping && HasWalk;
        if (_isPaced)
            Timers.StartSingleTimer(nameof(PaceIsOver), PaceIsOver.Instance, _pace);
        Context.Parent.Tell(new OperationProgressed(_operation.Id, _progress));
        if (!_isPaced)
            Next();
    }

    private void OnPaceIsOver()
    {
        _isPaced = false;
        Next();
    }

    private void Repeat(TimeSpan? after)
    {
        if (_isStopping)
            End();
        else
            Timers.StartSingleTimer(nameof(GoOn), GoOn.Instance, after ?? Refusals.OverloadRetryAfter);
    }

    // Jobs that are under way answer first.
    private void OnStop()
    {
        _isStopping = true;
        if (IsWaiting)
            End();
    }

    private void End()
    {
        Timers.CancelAll();
        Context.Parent.Tell(new RunEnded(_operation.Id, _progress, Cancelled: HasWalk));
    }

    private static TimeSpan Later(TimeSpan? one, TimeSpan? other) => (one ?? TimeSpan.Zero) > (other ?? Refusals.OverloadRetryAfter) ? one!.Value : other ?? Refusals.OverloadRetryAfter;

    private sealed record Answered(JobId Id, object Answer) : INoSerializationVerificationNeeded;

    private sealed record Unanswered : INoSerializationVerificationNeeded
    {
        public static Unanswered Instance { get; } = new();
    }

    private sealed record GoOn : INoSerializationVerificationNeeded
    {
        public static GoOn Instance { get; } = new();
    }

    private sealed record PaceIsOver : INoSerializationVerificationNeeded
    {
        public static PaceIsOver Instance { get; } = new();
    }
}
