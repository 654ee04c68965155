using Akka.Actor;

namespace Jobs.Queues;

/// <summary>
/// Gives memory back once much of it has been left and the process is at rest: the collector by itself keeps what a burst has taken, twice and thrice of what is alive. It costs one pause of the process,
/// about a second for each GB that is alive, which is why it waits.
/// </summary>
internal sealed class MemoryReturn : ReceiveActor, IWithTimers
{
    /// <summary>Less than this is not worth a pause.</summary>
    public const long BytesMin = 128 * 1024 * 1024;

    /// <summary>A process that takes more memory than this within <see cref="Rest"/> is busy; what one that waits takes for metrics and an open page is a fraction.</summary>
    public const long TakenAtRestMax = 16 * 1024 * 1024;

    /// <summary>How long nothing has left, and next to nothing was taken, before memory is given back.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    private const string RestKey = "rest";

    private readonly Action _collect;
    private readonly Func<long> _taken;
    private long _left;
    private long _takenBefore;

    /// <param name="collect">Gives memory back.</param>
    /// <param name="taken">Bytes that the process has taken so far.</param>
    public MemoryReturn(Action collect, Func<long> taken)
    {
        _collect = collect;
        _taken = taken;
        Receive<PayloadsLeft>(payloads =>
        {
            _left += payloads.Bytes;
            if (_left >= BytesMin && payloads.Bytes > 0)
                AwaitRest();
        });
        Receive<Rested>(_ => OnRested());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(Action collect, Func<long> taken) => Akka.Actor.Props.Create(() => new MemoryReturn(collect, taken));

    /// <summary>Collects everything and returns what is free to the operating system.</summary>
    public static void CollectAll() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>Bytes that the process has taken so far, given back or not.</summary>
    public static long Taken() => GC.GetTotalAllocatedBytes();

    private void AwaitRest()
    {
        _takenBefore = _taken();
        Timers.StartSingleTimer(RestKey, Rested.Instance, Rest);
    }

    private void OnRested()
    {
        if (_taken() - _takenBefore > TakenAtRestMax)
        {
            AwaitRest();
            return;
        }

        _left = 0;
        _collect();
    }

    private sealed record Rested : INoSerializationVerificationNeeded
    {
        public static Rested Instance { get; } = new();
    }
}

/// <summary>So many bytes of payloads have left memory.</summary>
internal sealed record PayloadsLeft(long Bytes) : INoSerializationVerificationNeeded;
