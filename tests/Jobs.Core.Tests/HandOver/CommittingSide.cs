namespace Jobs.Core.Tests.HandOver;

/// <summary>
/// One end of the hand-over as its actor runs it: events are applied when decided, what is sent leaves when they are durable, and a restart loses both that are not yet.
/// </summary>
internal abstract class CommittingSide<TEvent>(ICollection<object> underWay)
{
    private readonly List<TEvent> _gathered = [];
    private readonly List<object> _held = [];

    protected List<TEvent> Journal { get; } = [];

    public void Confirm()
    {
        Journal.AddRange(_gathered);
        _gathered.Clear();
        _held.ForEach(underWay.Add);
        _held.Clear();
    }

    public void Restart()
    {
        _gathered.Clear();
        _held.Clear();
        Recover();
        Repeat();
    }

    /// <summary>Sends the oldest window again that is not acknowledged.</summary>
    public abstract void Repeat();

    protected abstract void Apply(TEvent e);

    protected abstract void Recover();

    protected void Record(TEvent e)
    {
        Apply(e);
        _gathered.Add(e);
    }

    protected void Send(object? message)
    {
        if (message is null)
            return;
        if (_gathered.Count > 0)
            _held.Add(message);
        else
            underWay.Add(message);
    }
}
