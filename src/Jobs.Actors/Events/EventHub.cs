using System.Buffers.Binary;

namespace Jobs.Events;

/// <summary>
/// Tells any number of listeners what happens, in one order. The last events are kept, so that a listener who comes back continues where it was; one that comes back too late, or to another process, is told to
/// begin anew. Listeners read at their own pace and nobody waits for them. While nobody listens, and nobody has for a while, nothing is kept and nothing is asked of the queues.
/// </summary>
public sealed class EventHub : ICommitObserver
{
    /// <summary>Events that are kept at most, and so how far a listener may lag behind.</summary>
    public const int EventsMax = 50_000;

    /// <summary>What they may take in memory, about.</summary>
    public const long BytesMax = 32 * 1024 * 1024;

    /// <summary>How long events are kept on for listeners who come back, after the last has gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const long Asleep = 0;
    private const long Awake = long.MaxValue;

    private readonly TimeProvider _clock;
    private readonly EventRing _ring;
    private readonly ulong _epoch;
    private readonly Lock _lock = new();
    private TaskCompletionSource? _more;
    private HubEvent? _tick;
    private int _listeners;

    // A time of the clock until which events are kept on, or one of the two constants.
    private long _awakeUntil = Asleep;

    public EventHub(TimeProvider clock)
        : this(clock, EventsMax, BytesMax)
    {
    }

    internal EventHub(TimeProvider clock, int eventsMax, long bytesMax)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        _ring = new EventRing(eventsMax, bytesMax);

        // The half of a new UUID that is random: ids of another process are known as such.
        _epoch = BinaryPrimitives.ReadUInt64BigEndian(Guid.CreateVersion7().ToByteArray().AsSpan(sizeof(ulong)));
    }

    /// <inheritdoc/>
    public bool IsObserving
    {
        get
        {
            var until = Volatile.Read(ref _awakeUntil);
            return until == Awake || (until != Asleep && IsPatient());
        }
    }

    /// <summary>Listeners now.</summary>
    public int Listeners => Volatile.Read(ref _listeners);

    /// <inheritdoc/>
    public void OnCommitted(in Committed commit)
    {
        TaskCompletionSource? more;
        lock (_lock)
        {
            if (_awakeUntil == Asleep)
                return;
            foreach (ref readonly var fact in commit.Facts)
                _ring.Add(HubEvent.Of(commit.Queue, commit.Partition, commit.SequenceNr, fact));
            more = TakeWaiting();
        }

        more?.TrySetResult();
    }

    /// <summary>Tells what is no fact of a queue. Nobody is told later who does not listen now, or has not just now.</summary>
    public void Publish(HubEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        TaskCompletionSource? more;
        lock (_lock)
        {
            if (_awakeUntil == Asleep)
                return;
            _ring.Add(e);
            more = TakeWaiting();
        }

        more?.TrySetResult();
    }

    /// <summary>Shows how things stand. Only the newest such event counts: it has no place in the order and is never told later.</summary>
    public void Show(HubEvent tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        TaskCompletionSource? more;
        lock (_lock)
        {
            _tick = tick;
            more = TakeWaiting();
        }

        more?.TrySetResult();
    }

    /// <summary>Listens from now on, or from behind an event that was told before.</summary>
    /// <param name="after">The id of that event; null: from now on.</param>
    public EventListener Listen(string? after = null)
    {
        lock (_lock)
        {
            if (_awakeUntil is not (Awake or Asleep))
                IsPatient();
            _listeners++;
            Volatile.Write(ref _awakeUntil, Awake);
            var known = after is null ? null : EventId.Decode(_epoch, after);
            var continues = known + 1 >= _ring.First && known < _ring.Next;
            return new EventListener(this, continues ? known!.Value + 1 : _ring.Next, beginsAnew: after is not null && !continues, _tick);
        }
    }

    internal string IdOf(long offset) => EventId.Encode(_epoch, offset);

    /// <returns>How many events from there on were copied; null: the first of them is not kept any more.</returns>
    internal int? Copy(long from, Span<HubEvent> into)
    {
        lock (_lock)
            return from < _ring.First ? null : _ring.Copy(from, into);
    }

    internal HubEvent? Tick => Volatile.Read(ref _tick);

    /// <summary>Over when there is an event from there on, or another tick than that one.</summary>
    internal Task MoreAfter(long next, HubEvent? tick)
    {
        lock (_lock)
        {
            if (_ring.Next > next || _tick != tick)
                return Task.CompletedTask;
            return (_more ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    internal void Leave()
    {
        lock (_lock)
        {
            if (--_listeners == 0)
                Volatile.Write(ref _awakeUntil, _clock.GetTimestamp() + (long)(Patience.TotalSeconds * _clock.TimestampFrequency));
        }
    }

    // What happens from the end of its patience on is not kept, so nothing from before can be continued.
    private bool IsPatient()
    {
        lock (_lock)
        {
            if (_awakeUntil is Awake or Asleep)
                return _awakeUntil == Awake;
            if (_clock.GetTimestamp() < _awakeUntil)
                return true;
            Volatile.Write(ref _awakeUntil, Asleep);
            _ring.Break();
            _tick = null;
            return false;
        }
    }

    private TaskCompletionSource? TakeWaiting()
    {
        var more = _more;
        _more = null;
        return more;
    }
}
