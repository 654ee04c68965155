using Jobs.DeadLetters;

namespace Jobs.Core.Tests.HandOver;

/// <summary>The dead letters' end: deaths arrive here, and leave as returns.</summary>
internal sealed class DeadLetterSide : CommittingSide<DeadLetterEvent>
{
    private ReturnHandOver _handOver;

    public DeadLetterSide(ICollection<object> underWay)
        : base(underWay)
    {
        State = new DeadLetterState();
        _handOver = new ReturnHandOver(State);
    }

    public DeadLetterState State { get; private set; }

    /// <summary>Every death that was ever taken, and every return ever made, as the journal has them.</summary>
    public IReadOnlyList<LetterBuried> Buried => [.. Journal.OfType<LetterBuried>()];

    public IReadOnlyList<ReplayStarted> Replays => [.. Journal.OfType<ReplayStarted>()];

    public IReadOnlyList<LetterDeleted> Deletions => [.. Journal.OfType<LetterDeleted>()];

    private static DateTimeOffset Now => QueueUnderTest.Morning;

    public void SendBack(int pick, bool deleted)
    {
        var staying = State.Oldest.Where(entry => !entry.IsReturning).ToList();
        if (staying.Count == 0)
            return;
        var id = staying[pick % staying.Count].Letter.Id;
        Record(deleted ? new LetterDeleted(id, State.LastReturn + 1, Cause.Queue, Now) : new ReplayStarted(id, State.LastReturn + 1, null, Cause.Queue, Now));
        Send(_handOver.Next());
    }

    public void Take(TakeDeaths deaths)
    {
        foreach (var death in deaths.Deaths)
        {
            if (Bury.Decide(State, death, Now) is { } buried)
                Record(buried);
        }

        Send(new DeathsStored(State.LastDeath));
    }

    public void Take(ReturnsStored stored)
    {
        if (stored.UpTo <= State.LastReturnTaken)
            return;
        Record(new ReturnsTaken(stored.UpTo, Now));
        Send(_handOver.Next());
    }

    public override void Repeat() => Send(_handOver.Window());

    protected override void Apply(DeadLetterEvent e) => State.Apply(e);

    protected override void Recover()
    {
        State = new DeadLetterState();
        Journal.ForEach(State.Apply);
        _handOver = new ReturnHandOver(State);
    }
}
