using Jobs.Core;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>A queue's side of <see cref="SuspectGate"/>: asks for the turn when it has a suspect, may claim one while it holds the turn and runs none, gives the turn back after each.</summary>
/// <param name="send">Sends to the gate when everything decided so far is durable: another queue's suspect must not start while this one's end could still be lost.</param>
internal sealed class SuspectTurn(QueueState state, string queue, Action<object> send)
{
    private Turn _turn = Turn.None;
    private bool _hasRun;

    private enum Turn
    {
        None,
        Requested,
        Held,
    }

    public bool MayClaim => _turn == Turn.Held && state.Suspects.Count > 0 && !RunsSuspect();

    // A paused queue must not keep the turn from others.
    private bool HasNext => state.Suspects.Count > 0 && state.Flow.Mode != QueueMode.Paused;

    /// <summary>A QueueActor has (re)started: the queue may hold the turn from before, for a suspect that still runs.</summary>
    public void Resume()
    {
        if (RunsSuspect())
            Request();
        else
            send(new ReleaseSuspectTurn(queue));
    }

    public void Granted()
    {
        _turn = Turn.Held;
        _hasRun = false;
    }

    /// <summary>After jobs have started and ended: gives the turn back when its suspect has run, and asks for the next.</summary>
    public void Update()
    {
        if (_turn == Turn.Held)
        {
            var runs = RunsSuspect();
            if (!runs && (_hasRun || !HasNext))
            {
                send(new ReleaseSuspectTurn(queue));
                _turn = Turn.None;
            }

            _hasRun |= runs;
        }

        if (_turn == Turn.None && HasNext)
            Request();
    }

    private void Request()
    {
        _turn = Turn.Requested;
        send(new RequestSuspectTurn(queue));
    }

    private bool RunsSuspect()
    {
        for (var job = state[JobStatus.Processing].Newest; job is not null; job = job.Older)
        {
            if (job.IsSuspect)
                return true;
        }

        return false;
    }
}
