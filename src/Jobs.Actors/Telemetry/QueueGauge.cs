using Akka.Actor;
using Jobs.Core;

namespace Jobs.Telemetry;

/// <summary>Where a queue shows how it stands, after each commit, to those who measure and watch. Written by the queue's actor, read from anywhere; outlives the actor.</summary>
internal sealed class QueueGauge(string queue)
{
    private QueuePicture? _picture;
    private int _isTold;

    public string Queue => queue;

    /// <summary>Null while the queue is down or reads its journal.</summary>
    public QueuePicture? Picture => Volatile.Read(ref _picture);

    /// <summary>Told <see cref="GaugeMoved"/> at the first change after it has said <see cref="ListenAgain"/>; set before the queue starts.</summary>
    public IActorRef Watcher { get; set; } = ActorRefs.Nobody;

    public void Show(QueueState state)
    {
        Volatile.Write(ref _picture, QueuePicture.Of(state));
        if (Volatile.Read(ref _isTold) == 0 && Interlocked.Exchange(ref _isTold, 1) == 0)
            Watcher.Tell(new GaugeMoved(this), ActorRefs.NoSender);
    }

    public void Hide() => Volatile.Write(ref _picture, null);

    public void ListenAgain() => Interlocked.Exchange(ref _isTold, 0);
}

internal sealed record GaugeMoved(QueueGauge Gauge) : INoSerializationVerificationNeeded;
