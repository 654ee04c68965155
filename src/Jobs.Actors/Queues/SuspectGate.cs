using Akka.Actor;

namespace Jobs.Queues;

/// <summary>
/// Lets one queue of this host at a time run a job that has crashed its host before, so that the next crash convicts only that one. The turn belongs to a queue, not to an actor:
/// it outlives the restart of a QueueActor, as its running jobs do.
/// </summary>
internal sealed class SuspectGate : ReceiveActor
{
    private readonly Queue<(string Queue, IActorRef Actor)> _waiting = new();
    private string? _holder;

    public SuspectGate()
    {
        Receive<RequestSuspectTurn>(Handle);
        Receive<ReleaseSuspectTurn>(Handle);
    }

    private void Handle(RequestSuspectTurn request)
    {
        if (_holder is null || _holder == request.Queue)
        {
            _holder = request.Queue;
            Sender.Tell(SuspectTurnGranted.Instance);
            return;
        }

        var others = _waiting.Where(waiting => waiting.Queue != request.Queue).ToList();
        _waiting.Clear();
        others.ForEach(_waiting.Enqueue);
        _waiting.Enqueue((request.Queue, Sender));
    }

    private void Handle(ReleaseSuspectTurn release)
    {
        if (_holder != release.Queue)
            return;
        _holder = null;
        if (!_waiting.TryDequeue(out var next))
            return;
        _holder = next.Queue;
        next.Actor.Tell(SuspectTurnGranted.Instance);
    }
}
