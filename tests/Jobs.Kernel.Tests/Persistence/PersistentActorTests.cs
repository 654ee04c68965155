using Akka.Actor;
using Akka.Persistence;
using Akka.TestKit;

namespace Jobs.Kernel.Tests.Persistence;

public sealed class PersistentActorTests : Akka.TestKit.Xunit2.TestKit
{
    private readonly TestProbe _probe;

    public PersistentActorTests()
        : base("akka.loglevel = OFF\nakka.persistence.journal.plugin = \"akka.persistence.journal.inmem\"\nakka.persistence.snapshot-store.plugin = \"akka.persistence.snapshot-store.inmem\"")
        => _probe = CreateTestProbe();

    [Fact]
    public async Task Stored_events_are_replayed_before_the_first_command()
    {
        var first = await StartRecovered("recovered 0 at 0");
        first.Tell(Ledger.Add(1));
        first.Tell(Ledger.Add(2));
        await ExpectMsgAsync("added 1 at 1");
        await ExpectMsgAsync("added 2 at 2");
        await End(first);

        var second = Start();
        second.Tell(Ledger.Add(4));

        await _probe.ExpectMsgAsync("recovered 3 at 2");
        await ExpectMsgAsync("added 4 at 3");
    }

    [Fact]
    public async Task A_failed_actor_comes_back_with_its_events()
    {
        var ledger = await StartRecovered("recovered 0 at 0");
        ledger.Tell(Ledger.Add(1));
        await ExpectMsgAsync("added 1 at 1");

        ledger.Tell(Ledger.Do(_ => throw new InvalidOperationException("a fault")));
        ledger.Tell(Ledger.Add(2));

        await _probe.ExpectMsgAsync("recovered 1 at 1");
        await ExpectMsgAsync("added 2 at 2");
    }

    [Fact]
    public async Task Commands_wait_until_the_handler_of_persist_has_run()
    {
        var ledger = await StartRecovered("recovered 0 at 0");

        ledger.Tell(Ledger.Add(1));
        ledger.Tell("next");
        ledger.Tell("last");

        await ExpectMsgAsync("added 1 at 1");
        await ExpectMsgAsync("next");
        await ExpectMsgAsync("last");
    }

    [Fact]
    public async Task Waiting_commands_keep_their_order_when_they_persist_too()
    {
        var ledger = await StartRecovered("recovered 0 at 0");

        for (var i = 1; i <= 20; i++)
        {
            ledger.Tell(Ledger.Add(i));
            ledger.Tell($"after {i}");
        }

        for (var i = 1; i <= 20; i++)
        {
            await ExpectMsgAsync($"added {i} at {i}");
            await ExpectMsgAsync($"after {i}");
        }
    }

    [Fact]
    public async Task One_message_object_told_twice_is_two_commands_that_wait()
    {
        var ledger = await StartRecovered("recovered 0 at 0");
        var add = Ledger.Add(1);

        for (var i = 0; i < 4; i++)
            ledger.Tell(add);

        for (var i = 1; i <= 4; i++)
            await ExpectMsgAsync($"added 1 at {i}");
    }

    [Fact]
    public async Task The_events_of_one_call_keep_their_order()
    {
        var ledger = await StartRecovered("recovered 0 at 0");

        ledger.Tell(Ledger.Do(it => it.PersistAll([new Added(1), new Added(2), new Added(3)], it.Apply)));

        await ExpectMsgAsync("added 1 at 1");
        await ExpectMsgAsync("added 2 at 2");
        await ExpectMsgAsync("added 3 at 3");
    }

    [Fact]
    public async Task A_deferred_call_keeps_its_place_among_the_writes()
    {
        var ledger = await StartRecovered("recovered 0 at 0");

        ledger.Tell(Ledger.Do(it =>
        {
            it.DeferAsync("at once", it.Echo);
            it.PersistAsync(new Added(1), it.Apply);
            it.DeferAsync("between", it.Echo);
            it.PersistAsync(new Added(2), it.Apply);
            it.Echo("going on");
        }));

        await ExpectMsgAsync("at once");
        await ExpectMsgAsync("going on");
        await ExpectMsgAsync("added 1 at 1");
        await ExpectMsgAsync("between");
        await ExpectMsgAsync("added 2 at 2");
    }

    [Fact]
    public async Task The_sender_in_a_handler_is_the_one_whose_command_it_was()
    {
        var ledger = await StartRecovered("recovered 0 at 0");
        var (one, other) = (CreateTestProbe(), CreateTestProbe());

        ledger.Tell(Ledger.AddAsync(1), one);
        ledger.Tell(Ledger.AddAsync(2), other);
        ledger.Tell(Ledger.AddAsync(3), one);

        await one.ExpectMsgAsync("added 1 at 1");
        await other.ExpectMsgAsync("added 2 at 2");
        await one.ExpectMsgAsync("added 3 at 3");
    }

    [Fact]
    public async Task What_the_actor_stashed_comes_back_before_later_commands()
    {
        var ledger = await StartRecovered("recovered 0 at 0");
        var stashed = false;

        ledger.Tell(Ledger.Do(it =>
        {
            if (stashed)
                it.Echo("stashed");
            else
                it.Keep();
            stashed = true;
        }));
        ledger.Tell(Ledger.Add(1));
        ledger.Tell(Ledger.Do(it => it.Stash.UnstashAll()));
        ledger.Tell("last");

        await ExpectMsgAsync("added 1 at 1");
        await ExpectMsgAsync("stashed");
        await ExpectMsgAsync("last");
    }

    [Fact]
    public async Task Recovery_begins_with_the_last_snapshot()
    {
        var ledger = await StartRecovered("recovered 0 at 0");
        ledger.Tell(Ledger.Add(1));
        ledger.Tell(Ledger.Do(it => it.Snapshot()));
        await _probe.ExpectMsgAsync("saved 1");
        ledger.Tell(Ledger.Add(2));
        await ExpectMsgAsync("added 1 at 1");
        await ExpectMsgAsync("added 2 at 2");
        ledger.Tell(Ledger.Do(it => it.DeleteMessages(1)));
        await _probe.ExpectMsgAsync("deleted to 1");
        await End(ledger);

        await StartRecovered("recovered 3 at 2");
    }

    [Fact]
    public async Task Sequence_numbers_go_on_after_all_events_have_been_deleted()
    {
        var ledger = await StartRecovered("recovered 0 at 0");
        ledger.Tell(Ledger.Add(1));
        await ExpectMsgAsync("added 1 at 1");
        ledger.Tell(Ledger.Do(it => it.DeleteMessages(2)));
        await _probe.ExpectMsgAsync("not deleted to 2");
        ledger.Tell(Ledger.Do(it => it.DeleteMessages(1)));
        await _probe.ExpectMsgAsync("deleted to 1");
        await End(ledger);

        var second = await StartRecovered("recovered 0 at 1");
        second.Tell(Ledger.Add(5));
        await ExpectMsgAsync("added 5 at 2");
    }

    [Fact]
    public async Task An_actor_that_throws_at_an_event_is_stopped()
    {
        var ledger = await StartRecovered("recovered 0 at 0");
        ledger.Tell(Ledger.Add(1));
        await ExpectMsgAsync("added 1 at 1");
        await End(ledger);

        var afraid = Watch(Sys.ActorOf(Props.Create(() => new Afraid("ledger", _probe.Ref))));

        await _probe.ExpectMsgAsync("afraid of Added { Amount = 1 }");
        await ExpectTerminatedAsync(afraid);
    }

    private IActorRef Start() => Sys.ActorOf(Props.Create(() => new Ledger("ledger", _probe.Ref)));

    private async Task<IActorRef> StartRecovered(string expected)
    {
        var ledger = Start();
        await _probe.ExpectMsgAsync(expected);
        return ledger;
    }

    private async Task End(IActorRef ledger)
    {
        Watch(ledger);
        Sys.Stop(ledger);
        await ExpectTerminatedAsync(ledger);
    }

    private sealed class Afraid : ReceivePersistentActor
    {
        private readonly IActorRef _probe;

        public Afraid(string id, IActorRef probe)
        {
            PersistenceId = id;
            _probe = probe;
            Recover<Added>(_ => throw new InvalidOperationException("a fault"));
        }

        public override string PersistenceId { get; }

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => _probe.Tell($"afraid of {message}");
    }
}
