using Akka.Actor;

namespace Jobs.Queues;

/// <summary>
/// Gives memory back once much of it has been left and nothing more leaves: the collector by itself keeps what a burst has taken, twice and thrice of what is alive. It costs one pause of the process,
/// about a second for each GB that is alive, which is why it waits for a rest.
/// </summary>
internal sealed class MemoryReturn : ReceiveActor, IWithTimers
{
    /// <summary>Less than this is not worth a pause.</summary>
    public const long BytesMin = 128 * 1024 * 1024;

    /// <summary>How long nothing has left before memory is given back.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    private const string RestKey = "rest";

    private long _left;

    public MemoryReturn(Action collect)
    {
        Receive<PayloadsLeft>(payloads =>
        {
            _left += payloads.Bytes;
            if (_left >= BytesMin)
                Timers.StartSingleTimer(RestKey, Rested.Instance, Rest);
        });
        Receive<Rested>(_ =>
        {
            _left = 0;
            collect();
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(Action collect) => Akka.Actor.Props.Create(() => new MemoryReturn(collect));

    /// <summary>Collects everything and returns what is free to the operating system.</summary>
    public static void CollectAll() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private sealed record Rested : INoSerializationVerificationNeeded
    {
        public static Rested Instance { get; } = new();
    }
}

/// <summary>So many bytes of payloads have left memory.</summary>
internal sealed record PayloadsLeft(long Bytes) : INoSerializationVerificationNeeded;
