using System.Collections.Frozen;
using Jobs.Core.Lifecycle;
using Jobs.Hosting;
using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Core.Tests;

/// <summary>A queue as its tests have it: no actor, a clock that only the test moves, and every event held against what may happen and what must be true.</summary>
internal sealed class QueueUnderTest
{
    public const string Name = "email";

    public static readonly DateTimeOffset Morning = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public QueueUnderTest(QueueSettings? settings = null, int crashLimit = 3, int payloadBytesMax = 1024, TypeSettings? send = null)
    {
        Policy = new QueuePolicy(Name, settings ?? new QueueSettings { Concurrency = 2, FinishedKept = 3 }, crashLimit, payloadBytesMax)
        {
            Types = send is null ? FrozenDictionary<string, TypeSettings>.Empty : new Dictionary<string, TypeSettings> { ["send"] = send }.ToFrozenDictionary(),
        };
        State = new QueueState(Policy.Settings);
    }

    public QueueState State { get; }

    public QueuePolicy Policy { get; }

    public DateTimeOffset Now { get; private set; } = Morning;

    public static JobId Id(string text) => JobId.Parse(text);

    public static EnqueueJob Ask(string id) => new(Name, "send", JobPayload.Json(1)) { Id = Id(id) };

    public Job this[string id] => State.Find(Id(id)) ?? throw new Xunit.Sdk.XunitException($"The queue does not know {id}");

    public void Pass(TimeSpan time) => Now += time;

    public void Apply(QueueEvent e)
    {
        Transitions.Check(State, Policy, e);
        State.Apply(e);
        Invariants.Check(State, Policy);
    }

    /// <summary>Applies what was decided, if anything was.</summary>
    public Decision Apply(Decision decision)
    {
        if (decision.Event is { } e)
            Apply(e);
        return decision;
    }

    public Decision Enqueue(EnqueueJob job) => Apply(Admission.Check(job, Policy) ?? Core.Lifecycle.Enqueue.Decide(State, Policy, job, Now));

    public void Enqueue(params string[] ids)
    {
        foreach (var id in ids)
            Assert.IsType<JobAccepted>(Enqueue(Ask(id)).Event);
    }

    public Decision Claim(bool suspectAllowed = true) => Apply(Core.Lifecycle.Claim.Decide(State, State.Workers.LowestFree(State.Limits.Concurrency), suspectAllowed, Now));

    /// <summary>Enqueues and starts one job, and nothing else is ready.</summary>
    public Job Running(string id, Func<EnqueueJob, EnqueueJob>? with = null)
    {
        Enqueue(with is null ? Ask(id) : with(Ask(id)));
        return Start(id);
    }

    public Job Start(string id)
    {
        Assert.Equal(Id(id), Assert.IsType<JobStarted>(Claim().Event).Id);
        return this[id];
    }

    public Decision Settle(string id, Outcome outcome, double random = 0) => Settle(new WorkerReport(new AttemptKey(Id(id), this[id].Start), outcome), random);

    public Decision Settle(WorkerReport report, double random = 0) => Apply(Core.Lifecycle.Settle.Decide(State, Policy, report, Now, random));

    public void Complete(string id) => Assert.IsType<JobCompleted>(Settle(id, Outcome.Succeeded.WithoutResult).Event);

    public void Die(string id) => Assert.IsType<JobDied>(Settle(id, new Outcome.Rejected(new JobError("no", "never"))).Event);

    public QueueEvent Crash(string id, double random = 0)
    {
        var e = Interrupt.AfterCrash(State, Policy, this[id], Now, random);
        Apply(e);
        return e;
    }

    /// <summary>Makes ready what is due.</summary>
    public int BecomeDue()
    {
        var made = 0;
        while (Apply(Core.Lifecycle.BecomeDue.Decide(State, Now)).Event is not null)
            made++;
        return made;
    }

    public Decision Cancel(string id) => Apply(Core.Lifecycle.Cancel.Decide(this[id], new CancelJob(Name, Id(id), "anna"), Now));

    public Decision Change(string id, int? priority = null, DateTimeOffset? runAt = null, JobPayload? payload = null) =>
        Apply(Amend.Decide(this[id], Policy, new ChangeJob(Name, Id(id), priority, runAt, payload, "anna"), Now));

    public Decision Pause(string? reason = null, DateTimeOffset? until = null) => Apply(Flow.Pause(State, new PauseQueue(Name, reason, until, "anna"), Now));

    public Decision Drain() => Apply(Flow.Drain(State, new DrainQueue(Name, "anna"), Now));

    public Decision Resume() => Apply(Flow.Resume(State, new ResumeQueue(Name, "anna"), Now));

    public Decision RunNow(string id) => Apply(Core.Lifecycle.RunNow.Decide(this[id], new RetryJob(Name, Id(id), "anna"), Now));

    public Decision Remove(string id) => Apply(Core.Lifecycle.Remove.Decide(this[id], new DeleteJob(Name, Id(id), "anna"), Now));
}
