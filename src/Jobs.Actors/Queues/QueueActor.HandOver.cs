using Akka.Actor;
using Jobs.Core;
using Jobs.Core.Lifecycle;
using Jobs.DeadLetters;
using Jobs.Messages;
using Jobs.Telemetry;

namespace Jobs.Queues;

/// <summary>The two numbered streams between a queue and its dead letters, and the requests that pass from one to the other.</summary>
internal sealed partial class QueueActor
{
    /// <summary>Requests to the dead letters that wait for a hand-over at most; more are passed on at once.</summary>
    private const int HeldRequestsMax = 1000;

    private const string RepeatKey = "repeat-hand-over";
    private const string HeldKey = "held-requests";

    /// <summary>Longest wait of a request for what has died before it.</summary>
    private static readonly TimeSpan HeldRequestsWait = TimeSpan.FromSeconds(5);

    private readonly DeathHandOver _handOver;
    private readonly List<(IDeadLetterRequest Request, IActorRef Sender)> _held = [];
    private IActorRef _deadLetters = ActorRefs.Nobody;

    private void Handle(DeadLettersAt at)
    {
        _deadLetters = at.DeadLetters;
        OnRepeatHandOver();
    }

    private void HandOverDeaths()
    {
        if (_handOver.Next() is { } deaths)
            HandOver(deaths);
    }

    private void OnRepeatHandOver()
    {
        if (_isReconciled && _handOver.Window() is { } deaths)
            HandOver(deaths);
    }

    private void HandOver(TakeDeaths deaths)
    {
        Send(_deadLetters, deaths);
        Timers.StartSingleTimer(RepeatKey, RepeatHandOver.Instance, DeadLetters.HandOver.RepeatAfter);
    }

    private void Handle(DeathsStored stored)
    {
        if (stored.UpTo > _state.LastDeath)
            QueueLog.DeadLettersAhead(Logger, _context.Queue, stored.UpTo, _state.LastDeath);
        if (stored.UpTo <= _state.LastDeathTaken || stored.UpTo > _state.LastDeath)
            return;
        var now = Now();
        Record(new DeathsTaken(stored.UpTo, now));
        if (_state.DeathsOwed.Count == 0)
        {
            Timers.Cancel(RepeatKey);
            ForwardHeldRequests();
        }

        Advance(now);
    }

    private void Handle(TakeReturns returns)
    {
        var now = Now();
        foreach (var letter in returns.Returns)
        {
            if (TakeReturn.Decide(_state, letter, now).Event is { } e)
                Record(e);
        }

        Reply(new ReturnsStored(_state.LastReturn));
        Advance(now);
    }

    private void Handle(ShowChangedJob show)
    {
        if (_state.Find(show.Id) is { } job)
            Show(job, View(job), changed => new JobChanged(changed), Sender);
    }

    // What reads or changes dead letters sees everything that died before it.
    private void PassToDeadLetters(IDeadLetterRequest request)
    {
        if (_state.DeathsOwed.Count == 0 || _held.Count == HeldRequestsMax)
        {
            _deadLetters.Tell(request, Sender);
            return;
        }

        if (_held.Count == 0)
            Timers.StartSingleTimer(HeldKey, HandOverWaitIsOver.Instance, HeldRequestsWait);
        _held.Add((request, Sender));
    }

    private void ForwardHeldRequests()
    {
        Timers.Cancel(HeldKey);
        foreach (var (request, sender) in _held)
            _deadLetters.Tell(request, sender);
        _held.Clear();
    }

    private sealed record HandOverWaitIsOver : INoSerializationVerificationNeeded
    {
        public static HandOverWaitIsOver Instance { get; } = new();
    }
}
