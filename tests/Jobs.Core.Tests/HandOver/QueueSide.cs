using Jobs.Core.Lifecycle;
using Jobs.DeadLetters;
using Jobs.Hosting;
using Jobs.Queues;
using Jobs.Workers;

namespace Jobs.Core.Tests.HandOver;

/// <summary>The queue's end: jobs die here and come back.</summary>
internal sealed class QueueSide : CommittingSide<QueueEvent>
{
    private static readonly QueuePolicy Policy = new(QueueUnderTest.Name, new QueueSettings { Concurrency = 1, FinishedKept = 1000 }, CrashLimit: 3, PayloadBytesMax: 1024);

    private DeathHandOver _handOver;
    private int _enqueued;

    public QueueSide(ICollection<object> underWay)
        : base(underWay)
    {
        State = new QueueState(Policy.Settings);
        _handOver = new DeathHandOver(State);
    }

    public QueueState State { get; private set; }

    private static DateTimeOffset Now => QueueUnderTest.Morning;

    public void Enqueue() => Record(Core.Lifecycle.Enqueue.Decide(State, Policy, QueueUnderTest.Ask($"job-{++_enqueued}"), Now).Event!);

    public void RunAndEnd(bool dies)
    {
        if (Claim.Decide(State, State.Workers.LowestFree(Policy.Settings.Concurrency), suspectAllowed: true, Now).Event is not JobStarted started)
            return;
        Record(started);
        Outcome outcome = dies ? new Outcome.Rejected(new JobError("e", $"start {started.Start}")) : Outcome.Succeeded.WithoutResult;
        Record(Settle.Decide(State, Policy, new WorkerReport(new AttemptKey(started.Id, started.Start), outcome), Now, 0).Event!);
        Send(_handOver.Next());
    }

    public void Take(DeathsStored stored)
    {
        if (stored.UpTo <= State.LastDeathTaken)
            return;
        Record(new DeathsTaken(stored.UpTo, Now));
        Send(_handOver.Next());
    }

    public void Take(TakeReturns returns)
    {
        foreach (var letter in returns.Returns)
        {
            if (TakeReturn.Decide(State, letter, Now).Event is { } e)
                Record(e);
        }

        Send(new ReturnsStored(State.LastReturn));
    }

    public override void Repeat() => Send(_handOver.Window());

    protected override void Apply(QueueEvent e)
    {
        Transitions.Check(State, Policy, e);
        State.Apply(e);
        Invariants.Check(State, Policy);
    }

    protected override void Recover()
    {
        State = new QueueState(Policy.Settings);
        Journal.ForEach(State.Apply);
        _handOver = new DeathHandOver(State);
    }
}
