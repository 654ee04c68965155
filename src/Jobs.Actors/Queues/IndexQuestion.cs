using Akka.Actor;
using Jobs.Checkpoints;
using Jobs.Core;
using Jobs.Index;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>What is read from the index on behalf of somebody.</summary>
/// <param name="Read">Runs on the index's thread: it may only touch what never changes.</param>
/// <param name="Asker">Whose question it is; the message that <paramref name="Read"/> makes goes to <paramref name="To"/> as if from there.</param>
/// <param name="Following">The queue that the index is to catch up with first, so that readers see what they have written; null: what it has will do.</param>
internal sealed record IndexQuery(IActorRef Index, string Queue, Func<IIndexReads, object> Read, IActorRef To, IActorRef Asker, IActorRef? Following)
{
    /// <summary>How long the index may take to catch up.</summary>
    public TimeSpan FollowWait { get; init; } = IndexQuestion.FollowWait;

    /// <summary>An answer of a moment before is none: what the index has not caught up with must not be left out.</summary>
    public bool IsExact { get; init; }

    /// <summary>What the asker is told if the queue stops before.</summary>
    public object IfStopped { get; init; } = new RequestRefused(Refusals.StoppedBeforeAnswer);
}

/// <summary>Asks the index once it is told to, for one asker, and stops.</summary>
internal sealed class IndexQuestion : ReceiveActor, IWithTimers
{
    /// <summary>Longest wait for the index; whoever has asked is told, and may ask again. Shorter than the patience of those who ask many queues at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Longest wait for the index to catch up; then the answer is of the moment that it has got to.</summary>
    public static readonly TimeSpan FollowWait = TimeSpan.FromMilliseconds(500);

    /// <summary>An index that is asked too much at once is asked again after this time.</summary>
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(100);

    private readonly IndexQuery _query;
    private bool _isAnswered;

    public IndexQuestion(IndexQuery query)
    {
        _query = query;
        Receive<Ask>(_ => Begin());
        Receive<IndexFollowed>(followed => OnFollowed(followed.IsBehind));
        Receive<AskAgain>(_ => Read());
        Receive<IndexUnreadable>(unreadable => unreadable.Cause is IndexBusyException, _ => Timers.StartSingleTimer(nameof(AskAgain), AskAgain.Instance, BusyPause));
        Receive<IndexUnreadable>(unreadable => GiveUp(unreadable.Cause));
        Receive<OutOfPatience>(_ => GiveUp(new TimeoutException($"no answer within {Patience.TotalSeconds} s")));
        ReceiveAny(Answer);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private void Begin()
    {
        Timers.StartSingleTimer(nameof(OutOfPatience), OutOfPatience.Instance, Patience);
        if (_query.Following is { } queue)
            queue.Tell(new FollowUp(_query.FollowWait), Self);
        else
            Read();
    }

    private void OnFollowed(bool isBehind)
    {
        if (isBehind && _query.IsExact)
            GiveUp(new TimeoutException($"it is behind by more than {_query.FollowWait.TotalSeconds} s"));
        else
            Read();
    }

    private void Read() => _query.Index.Tell(new ReadIndex(_query.Read), Self);

    private void GiveUp(Exception cause)
    {
        _isAnswered = true;
        _query.Asker.Tell(new RequestRefused(Refusals.IndexUnreadable(_query.Queue, cause)), Self);
        Context.Stop(Self);
    }

    private void Answer(object answer)
    {
        _isAnswered = true;
        _query.To.Tell(answer, _query.Asker);
        Context.Stop(Self);
    }

    protected override void PostStop()
    {
        if (!_isAnswered)
            _query.Asker.Tell(_query.IfStopped, Self);
    }

    internal sealed record Ask : INoSerializationVerificationNeeded
    {
        public static Ask Instance { get; } = new();
    }

    private sealed record AskAgain : INoSerializationVerificationNeeded
    {
        public static AskAgain Instance { get; } = new();
    }

    private sealed record OutOfPatience : INoSerializationVerificationNeeded
    {
        public static OutOfPatience Instance { get; } = new();
    }
}
