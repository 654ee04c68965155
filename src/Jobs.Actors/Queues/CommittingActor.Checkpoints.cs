using Akka.Actor;
using Akka.Persistence;
using Jobs.Checkpoints;
using Jobs.Index;
using Jobs.Telemetry;

namespace Jobs.Queues;

/// <summary>
/// How the index follows the journal. When a commit is sealed, memory is exactly what the journal will say with it: what has changed is captured then, and goes to the index when the commit is confirmed.
/// When the index has stored it durably, a pointer bounds the next replay, and rows of the journal that are old enough go.
/// </summary>
internal abstract partial class CommittingActor<TEvent, TCommit>
{
    private const string FollowKey = "follow";
    private const string RepeatPartKey = "repeat-part";

    private readonly IndexLag _lag = new();
    private readonly JournalTrim _trim;
    private readonly List<(long UpTo, IActorRef Asker)> _followers = [];
    private IndexPart? _captured;
    private DateTimeOffset? _pointedAt;
    private long _pointedTo;
    private bool _pointsSoon;
    private bool _isFollowing;
    private int _followLooks;

    /// <summary>What has changed since the last capture, or with <paramref name="whole"/> everything. The number is set by the caller.</summary>
    protected abstract IndexPart Capture(bool whole);

    /// <summary>The index has durably what was captured up to there.</summary>
    protected virtual void OnFollowed(long sequenceNr)
    {
    }

    /// <summary>Rollups from this minute on are wanted at a start.</summary>
    protected virtual long MinutesFrom() => 0;

    private bool IsAtRest => !_writing && _gathered.Count == 0;

    private void FollowWithIndex()
    {
        if (_plan.Index is null)
            return;
        Command<CheckpointStored>(Handle);
        Command<CheckpointFailed>(Handle);
        Command<FollowTime>(_ => OnFollowTime());
        Command<RepeatPart>(_ => SendPart());
        Command<FollowUp>(Handle);
        Command<FollowUpIsOver>(Handle);
        Command<SaveSnapshotSuccess>(Handle);
        Command<SaveSnapshotFailure>(failed => QueueLog.PointerFailed(Logger, PersistenceId, failed.Metadata.SequenceNr, failed.Cause));
        Command<DeleteMessagesSuccess>(Handle);
        Command<DeleteMessagesFailure>(Handle);
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(_ => { }); // They go with the next.
    }

    private void CountReplayed(int bytes)
    {
        if (_plan.Index is not null)
            _lag.Count(bytes);
    }

    private void CountForIndex(int bytes)
    {
        if (_plan.Index is null)
            return;
        _lag.Count(bytes);
        if (_isFollowing)
            return;
        _isFollowing = true;
        _followLooks = 0;
        Timers.StartSingleTimer(FollowKey, FollowTime.Instance, CheckpointBounds.QuietFor);
    }

    private void CaptureIfDue()
    {
        if (_lag.IsDue)
            _captured = CaptureNow();
    }

    private IndexPart CaptureNow()
    {
        var part = Capture(_lag.IsWhole);
        _lag.Captured();
        return part;
    }

    private void SendCaptured()
    {
        if (_captured is not { } part)
            return;
        _captured = null;
        Send(part);
    }

    private void Send(IndexPart part)
    {
        _lag.Sent(part with { SequenceNr = LastSequenceNr });
        SendPart();
    }

    private void SendPart() => _plan.Index!.Tell(new StoreCheckpoint(_lag.OnTheWay!), Self);

    // At rest memory is what the last commit made it; otherwise the next commit will be captured.
    private void CatchUp()
    {
        _lag.Demand();
        if (IsAtRest && _lag.IsDue)
            Send(CaptureNow());
    }

    // Looks are counted, so that a clock that is put back delays nothing.
    private void OnFollowTime()
    {
        var isQuiet = Context.System.Scheduler.Now - _decidedAt >= CheckpointBounds.QuietFor;
        if (!isQuiet && ++_followLooks < CheckpointBounds.FollowsWithin / CheckpointBounds.QuietFor)
        {
            Timers.StartSingleTimer(FollowKey, FollowTime.Instance, CheckpointBounds.QuietFor);
            return;
        }

        _isFollowing = false;
        CatchUp();
    }

    private void Handle(CheckpointStored stored)
    {
        if (_lag.OnTheWay is not { } part || !_lag.Stored(stored.SequenceNr))
            return;
        Point(part.SequenceNr, part.At);
        AnswerFollowers();
        OnFollowed(stored.SequenceNr);
        TrimJournal();
        if (_lag.IsBehind && (_lag.IsDemanded || _followers.Count > 0))
            CatchUp();
    }

    private void Handle(CheckpointFailed failed)
    {
        if (_lag.OnTheWay?.SequenceNr != failed.SequenceNr)
            return;
        var after = _lag.NextRepeat();
        QueueLog.IndexFailed(Logger, PersistenceId, failed.SequenceNr, after, failed.Cause);
        Timers.StartSingleTimer(RepeatPartKey, RepeatPart.Instance, after);
    }

    private void Handle(FollowUp request)
    {
        var upTo = LastSequenceNr + (_writing ? 1 : 0) + (_gathered.Count > 0 ? 1 : 0);
        _pointsSoon |= request.AndPoint;
        if (_lag.Reached >= upTo)
        {
            Point(upTo, Context.System.Scheduler.Now);
            Sender.Tell(new IndexFollowed(IsBehind: false), Self);
            return;
        }

        _followers.Add((upTo, Sender));
        Timers.StartSingleTimer(Sender, new FollowUpIsOver(Sender), request.Within);
        CatchUp();
    }

    private void Handle(FollowUpIsOver over)
    {
        if (_followers.RemoveAll(follower => follower.Asker.Equals(over.Asker)) > 0)
            over.Asker.Tell(new IndexFollowed(IsBehind: true), Self);
    }

    private void AnswerFollowers()
    {
        foreach (var (_, asker) in _followers.Where(follower => follower.UpTo <= _lag.Reached))
        {
            Timers.Cancel(asker);
            asker.Tell(new IndexFollowed(IsBehind: false), Self);
        }

        _followers.RemoveAll(follower => follower.UpTo <= _lag.Reached);
    }

    private void AnswerAllFollowers()
    {
        foreach (var (_, asker) in _followers)
            asker.Tell(new IndexFollowed(IsBehind: true), Self);
    }

    // Akka's own way stamps a snapshot with the last event, of which the index need not know yet: a pointer must never be ahead of it.
    private void Point(long sequenceNr, DateTimeOffset at)
    {
        var now = Context.System.Scheduler.Now.ToUniversalTime();
        if (sequenceNr == _pointedTo || (!_pointsSoon && _pointedAt is { } last && now - last < CheckpointBounds.PointerEvery))
            return;
        _pointedAt = now;
        _pointedTo = sequenceNr;
        SnapshotStore.Tell(new SaveSnapshot(new SnapshotMetadata(PersistenceId, sequenceNr, now.UtcDateTime), _trim.Next(sequenceNr, at)), Self);
    }

    private void Handle(SaveSnapshotSuccess saved)
    {
        _trim.Saved(saved.Metadata.SequenceNr);
        if (_trim.Before > 1)
            DeleteSnapshots(new SnapshotSelectionCriteria(_trim.Before - 1));
        TrimJournal();
    }

    private void TrimJournal()
    {
        if (_trim.NextStep(Context.System.Scheduler.Now.ToUniversalTime()) is { } to)
            DeleteMessages(to);
    }

    private void Handle(DeleteMessagesSuccess deleted)
    {
        _trim.Deleted(deleted.ToSequenceNr);
        TrimJournal();
    }

    private void Handle(DeleteMessagesFailure failed)
    {
        QueueLog.TrimFailed(Logger, PersistenceId, failed.ToSequenceNr, failed.Cause);
        _trim.Failed();
    }

    private sealed record FollowTime : INoSerializationVerificationNeeded
    {
        public static FollowTime Instance { get; } = new();
    }

    private sealed record RepeatPart : INoSerializationVerificationNeeded
    {
        public static RepeatPart Instance { get; } = new();
    }

    private sealed record FollowUpIsOver(IActorRef Asker) : INoSerializationVerificationNeeded;
}
