using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;
using Akka.TestKit;

namespace Jobs.Kernel.Tests.Persistence;

/// <summary>Journals named in configuration that hold, fail or reject a write.</summary>
public sealed class JournalTests : Akka.TestKit.Xunit2.TestKit
{
    private readonly TestProbe _probe;
    private readonly IActorRef _journal;

    public JournalTests()
        : base($$"""
            akka.loglevel = OFF
            akka.persistence.journal.plugin = "test.journal"
            akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
            test.journal.class = "{{typeof(GatedJournal).FullName}}, {{typeof(GatedJournal).Assembly.GetName().Name}}"
            """)
    {
        _probe = CreateTestProbe();
        _journal = Akka.Persistence.Persistence.Instance.Apply(Sys).JournalFor("test.journal");
    }

    [Fact]
    public async Task Commands_go_on_while_a_write_is_held_and_its_handler_waits()
    {
        var held = HoldNextWrite();
        var ledger = await Start("held");

        ledger.Tell(Ledger.AddAsync(1));
        ledger.Tell("meanwhile");
        await ExpectMsgAsync("meanwhile");
        held.SetResult(null);

        await ExpectMsgAsync("added 1 at 1");
    }

    [Fact]
    public async Task Events_that_gather_during_a_write_go_together_in_the_next()
    {
        var held = HoldNextWrite();
        var ledger = await Start("gathering");

        for (var i = 1; i <= 5; i++)
            ledger.Tell(Ledger.AddAsync(i));
        ledger.Tell("asked");
        await ExpectMsgAsync("asked");
        held.SetResult(null);
        for (var i = 1; i <= 5; i++)
            await ExpectMsgAsync($"added {i} at {i}");

        Assert.Equal([1, 4], await _journal.Ask<List<int>>(new TellSizes()));
    }

    [Fact]
    public async Task A_failed_write_stops_the_actor_and_its_handler_never_runs()
    {
        HoldNextWrite().SetException(new InvalidOperationException("the disk is full"));
        var ledger = await Start("failing");
        Watch(ledger);

        ledger.Tell(Ledger.Add(1));
        ledger.Tell("never answered");

        await _probe.ExpectMsgAsync("failed Added { Amount = 1 } at 1");
        await ExpectTerminatedAsync(ledger);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_rejected_event_is_skipped_and_the_actor_goes_on()
    {
        HoldNextWrite().SetResult(ImmutableList.Create<Exception>(new InvalidOperationException("not this one")));
        var ledger = await Start("rejecting");

        ledger.Tell(Ledger.Add(1));
        ledger.Tell(Ledger.Add(2));

        await _probe.ExpectMsgAsync("rejected Added { Amount = 1 }: not this one");
        await ExpectMsgAsync("added 2 at 2");
    }

    [Fact]
    public async Task A_confirmation_for_an_earlier_instance_runs_no_handler()
    {
        var held = HoldNextWrite();
        var ledger = await Start("restarted");
        ledger.Tell(Ledger.AddAsync(1));
        ledger.Tell(Ledger.Do(_ => throw new InvalidOperationException("a fault")));
        await _probe.ExpectMsgAsync("recovered 0 at 0");

        held.SetException(new InvalidOperationException("too late"));
        ledger.Tell("alive");

        await ExpectMsgAsync("alive");
    }

    private async Task<IActorRef> Start(string id)
    {
        var ledger = Sys.ActorOf(Props.Create(() => new Ledger(id, _probe.Ref)));
        await _probe.ExpectMsgAsync("recovered 0 at 0");
        return ledger;
    }

    private TaskCompletionSource<IImmutableList<Exception>?> HoldNextWrite()
    {
        var held = new HeldWrite(new TaskCompletionSource<IImmutableList<Exception>?>(TaskCreationOptions.RunContinuationsAsynchronously));
        _journal.Tell(held);
        return held.Outcome;
    }

    /// <param name="Outcome">What the next write waits for: null lets it pass, reasons reject it.</param>
    private sealed record HeldWrite(TaskCompletionSource<IImmutableList<Exception>?> Outcome);

    private sealed record TellSizes;

    public sealed class GatedJournal : MemoryJournal
    {
        private readonly List<int> _sizes = [];
        private HeldWrite? _held;

        protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
        {
            var writes = messages.ToList();
            _sizes.Add(writes.Count);
            var held = _held;
            _held = null;
            if (held is not null && await held.Outcome.Task is { } rejections)
                return rejections;
            return await base.WriteMessagesAsync(writes);
        }

        protected override bool ReceivePluginInternal(object message)
        {
            if (message is TellSizes)
                Sender.Tell(_sizes.ToList());
            else if (message is HeldWrite held)
                _held = held;
            else
                return base.ReceivePluginInternal(message);
            return true;
        }
    }
}
