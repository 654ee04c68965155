namespace Jobs.DeadLetters;

/// <summary>Which returns are on their way to the queue. One window at a time, in order, repeated until acknowledged.</summary>
internal sealed class ReturnHandOver(DeadLetterState state)
{
    private long _sentUpTo;

    /// <summary>The next window, when the one before is acknowledged and something is owed; else null.</summary>
    public TakeReturns? Next() => _sentUpTo > state.LastReturnTaken ? null : Window();

    /// <summary>The oldest window that is not acknowledged; null when nothing is owed.</summary>
    public TakeReturns? Window()
    {
        if (state.ReturnsOwed.Count == 0)
            return null;
        var returns = state.ReturnsOwed.Take(HandOver.WindowMax).ToList();
        _sentUpTo = returns[^1].Number;
        return new TakeReturns(returns);
    }
}
