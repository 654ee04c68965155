using System.Runtime.InteropServices;
using Jobs.Core;
using Jobs.Queues;

namespace Jobs.Events;

/// <summary>What a partition will have made public: notes of what is decided, told to the observers when its commit is durable. A commit that fails takes its notes with it, since its actor ends.</summary>
internal sealed class FactNotes
{
    /// <summary>Room for this many notes is kept for the next commit; more is given back.</summary>
    private const int RoomKept = 1024;

    private readonly PartitionContext _context;
    private readonly Dictionary<int, string> _workerNames = [];
    private readonly Func<int, string> _workerName;
    private List<Fact> _gathered = [];
    private List<Fact> _sealed = [];

    public FactNotes(PartitionContext context)
    {
        _context = context;
        _workerName = WorkerName;
    }

    /// <summary>Somebody listens.</summary>
    public bool AreWanted => _context.Observers is { AreObserving: true };

    /// <summary>What the event will have said; null: nothing, or to nobody.</summary>
    /// <param name="state">As it is before the event is applied.</param>
    public Fact? Of(QueueEvent e, QueueState state) => AreWanted ? Facts.Of(e, state, _workerName) : null;

    public void Add(Fact? fact, QueueState state)
    {
        if (fact is { } known)
            _gathered.Add(Facts.Complete(known, state));
    }

    /// <summary>What was added belongs to the commit that is about to be written.</summary>
    public void Seal() => (_sealed, _gathered) = (_gathered, _sealed);

    /// <summary>The sealed commit is durable.</summary>
    public void Publish(long sequenceNr)
    {
        if (_sealed.Count == 0)
            return;
        _context.Observers!.Tell(new Committed(_context.Queue, _context.Partition, sequenceNr, CollectionsMarshal.AsSpan(_sealed)));
        _sealed.Clear();
        if (_sealed.Capacity > RoomKept)
            _sealed.Capacity = RoomKept;
    }

    /// <summary>What is not stored, and is told at once.</summary>
    public void Publish(long sequenceNr, Fact fact) => _context.Observers!.Tell(new Committed(_context.Queue, _context.Partition, sequenceNr, new ReadOnlySpan<Fact>(in fact)));

    // A queue has few workers, and names each of them often.
    private string WorkerName(int worker)
    {
        if (!_workerNames.TryGetValue(worker, out var name))
            _workerNames.Add(worker, name = _context.WorkerId(worker));
        return name;
    }
}
