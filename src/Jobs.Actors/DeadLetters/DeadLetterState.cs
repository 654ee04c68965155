using System.Diagnostics;

namespace Jobs.DeadLetters;

/// <summary>The dead letters of one partition, private to their actor. Changed by <see cref="Apply(DeadLetterEvent)"/> only, which is total.</summary>
internal sealed partial class DeadLetterState
{
    private readonly Dictionary<JobId, long> _numbers = [];
    private readonly SortedDictionary<long, Entry> _letters = [];
    private readonly Queue<LetterReturn> _returns = new();

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Number of the last death taken from the queue.</summary>
    public long LastDeath { get; private set; }

    /// <summary>Number of the last return, and of the last one that the queue holds.</summary>
    public long LastReturn { get; private set; }

    public long LastReturnTaken { get; private set; }

    public int Count => _letters.Count;

    /// <summary>Returns that the queue does not hold yet, in order.</summary>
    public IReadOnlyCollection<LetterReturn> ReturnsOwed => _returns;

    /// <summary>In the order of their deaths.</summary>
    public IEnumerable<Entry> Oldest => _letters.Values;

    public IEnumerable<Entry> Newest => _letters.Values.Reverse();

    public Entry? Find(JobId id) => _numbers.TryGetValue(id, out var number) ? _letters[number] : null;

    public void Apply(DeadLetterEvent e)
    {
        LastAt = e.At;
        switch (e)
        {
            case LetterBuried buried: Apply(buried); break;
            case ReplayStarted replay: Apply(replay); break;
            case LetterDeleted deleted: Apply(deleted); break;
            case ReturnsTaken taken: Apply(taken); break;
            default: throw new UnreachableException($"DeadLetterState cannot apply {e.GetType().Name}");
        }
    }

    private void Apply(LetterBuried e)
    {
        LastDeath = e.Number;
        _numbers.Add(e.Letter.Id, e.Number);
        _letters.Add(e.Number, new Entry(e.Number, e.Letter));
        _noted?.Add(e.Number);
    }

    private void Apply(ReplayStarted e)
    {
        LastReturn = e.Number;
        Send(e.Id, e.Number);
        _returns.Enqueue(new LetterReturn(e.Number, e.Id, Deleted: false, e.Payload, e.Cause));
    }

    private void Apply(LetterDeleted e)
    {
        LastReturn = e.Number;
        Send(e.Id, e.Number);
        _returns.Enqueue(new LetterReturn(e.Number, e.Id, Deleted: true, Payload: null, e.Cause));
    }

    private void Apply(ReturnsTaken e)
    {
        LastReturnTaken = e.UpTo;
        while (_returns.TryPeek(out var letter) && letter.Number <= e.UpTo)
        {
            _returns.Dequeue();
            _numbers.Remove(letter.Id, out var number);
            _letters.Remove(number);
            _noted?.Add(number);
        }
    }

    private void Send(JobId id, long number)
    {
        var letter = _letters[_numbers[id]];
        letter.Returns = number;
        _noted?.Add(letter.Number);
    }

    internal sealed class Entry(long number, Letter letter)
    {
        public long Number { get; } = number;

        public Letter Letter { get; } = letter;

        /// <summary>Its place in the stream of returns; 0 while it stays.</summary>
        public long Returns { get; set; }

        public bool IsReturning => Returns > 0;
    }
}
