namespace Akka.Actor.Internal;

internal sealed class StashOfCell(ActorCell cell) : IStash
{
    private readonly LinkedList<Envelope> _stashed = [];
    private long _lastTurn;

    public int Count => _stashed.Count;

    public bool IsEmpty => _stashed.Count == 0;

    public bool NonEmpty => !IsEmpty;

    public bool IsFull => false;

    public int Capacity => -1;

    public void Stash()
    {
        var current = cell.CurrentMessage ?? throw new InvalidOperationException("There is no message to stash now");
        if (_lastTurn == cell.Turn)
            throw new IllegalActorStateException($"Can't stash the same message {current} more than once");
        _lastTurn = cell.Turn;
        _stashed.AddLast(new Envelope(current, cell.RawSender));
    }

    public void Unstash()
    {
        if (_stashed.First is not { } first)
            return;
        _stashed.RemoveFirst();
        cell.Mailbox.Return([first.Value]);
    }

    public void UnstashAll() => UnstashAll(_ => true);

    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        if (IsEmpty)
            return;
        cell.Mailbox.Return(_stashed.Where(predicate).ToArray());
        _stashed.Clear();
    }

    public IEnumerable<Envelope> ClearStash()
    {
        var all = _stashed.ToArray();
        _stashed.Clear();
        return all;
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Reverse())
            _stashed.AddFirst(envelope);
    }
}
