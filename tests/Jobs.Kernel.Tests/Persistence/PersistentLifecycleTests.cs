using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Akka.Persistence.Journal;
using Akka.TestKit;

namespace Jobs.Kernel.Tests.Persistence;

/// <summary>How a persistent actor waits, gives up and ends; its clock is the test's.</summary>
public sealed class PersistentLifecycleTests : Akka.TestKit.Xunit2.TestKit
{
    private readonly TestProbe _probe;

    public PersistentLifecycleTests()
        : base($$"""
            akka.loglevel = OFF
            akka.log-dead-letters = off
            akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
            akka.persistence.max-concurrent-recoveries = 1
            akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
            akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
            test.silent.class = "{{typeof(SilentJournal).FullName}}, {{typeof(SilentJournal).Assembly.GetName().Name}}"
            test.silent.recovery-event-timeout = 10s
            """)
        => _probe = CreateTestProbe();

    [Fact]
    public async Task A_recovery_in_which_nothing_comes_is_given_up()
    {
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Silent("a", _probe.Ref))));
        await _probe.ExpectMsgAsync("asked");

        ((TestScheduler)Sys.Scheduler).Advance(TimeSpan.FromSeconds(10));

        await _probe.ExpectMsgAsync<string>(message => Assert.StartsWith("not recovered: Recovery timed out", message, StringComparison.Ordinal));
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task An_actor_that_stops_in_recovery_leaves_its_place_to_the_next()
    {
        var first = Sys.ActorOf(Props.Create(() => new Silent("a", _probe.Ref)));
        await _probe.ExpectMsgAsync("asked");
        Sys.ActorOf(Props.Create(() => new Ledger("b", _probe.Ref)));

        Sys.Stop(first);

        await _probe.ExpectMsgAsync("recovered 0 at 0");
    }

    [Fact]
    public async Task Commands_that_wait_when_the_actor_stops_become_dead_letters()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Silent("a", _probe.Ref)));
        await _probe.ExpectMsgAsync("asked");
        var letters = CreateTestProbe();
        Sys.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        actor.Tell("one");
        actor.Tell("two");

        Sys.Stop(actor);

        foreach (var expected in (string[])["one", "two"])
            Assert.Equal(expected, (await letters.FishForMessageAsync<DeadLetter>(letter => letter.Message is string)).Message);
    }

    [Fact]
    public async Task Nothing_can_be_persisted_before_recovery_is_complete()
    {
        Sys.ActorOf(Props.Create(() => new Hasty("a", _probe.Ref)));

        await _probe.ExpectMsgAsync("refused");
        await _probe.ExpectMsgAsync("persisted at recovery's end");
    }

    [Fact]
    public async Task An_asynchronous_command_holds_the_next_one_until_its_events_are_stored()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf(Props.Create(() => new Slow("a", gate.Task)));

        actor.Tell(1);
        actor.Tell("next");
        gate.SetResult();

        await ExpectMsgAsync("stored 1");
        await ExpectMsgAsync("next");
    }

    private sealed class Silent : ReceivePersistentActor
    {
        private readonly IActorRef _probe;

        public Silent(string id, IActorRef probe)
        {
            PersistenceId = id;
            JournalPluginId = "test.silent";
            _probe = probe;
            Akka.Persistence.Persistence.Instance.Apply(Context.System).JournalFor(JournalPluginId).Tell(probe);
        }

        public override string PersistenceId { get; }

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => _probe.Tell($"not recovered: {reason.Message}");
    }

    /// <summary>Says that it was asked, and never answers.</summary>
    public sealed class SilentJournal : MemoryJournal
    {
        private IActorRef _probe = ActorRefs.Nobody;

        public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
        {
            _probe.Tell("asked");
            return new TaskCompletionSource<long>().Task;
        }

        protected override bool ReceivePluginInternal(object message)
        {
            if (message is not IActorRef probe)
                return base.ReceivePluginInternal(message);
            _probe = probe;
            return true;
        }
    }

    private sealed class Hasty : ReceivePersistentActor
    {
        public Hasty(string id, IActorRef probe)
        {
            PersistenceId = id;
            try
            {
                Persist(new Added(1), _ => { });
            }
            catch (InvalidOperationException)
            {
                probe.Tell("refused");
            }

            Recover<RecoveryCompleted>(_ => Persist(new Added(1), _ => probe.Tell("persisted at recovery's end")));
        }

        public override string PersistenceId { get; }
    }

    private sealed class Slow : ReceivePersistentActor
    {
        public Slow(string id, Task gate)
        {
            PersistenceId = id;
            CommandAsync<int>(async amount =>
            {
                await gate;
                Persist(new Added(amount), added => Sender.Tell($"stored {added.Amount}"));
            });
            Command<string>(text => Sender.Tell(text));
        }

        public override string PersistenceId { get; }
    }
}
