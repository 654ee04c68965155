using Akka.Actor;
using Akka.Event;

namespace Jobs.Kernel.Tests.Actor;

public sealed class StashTests : Akka.TestKit.Xunit2.TestKit
{
    private readonly IActorRef _actor;

    public StashTests() => _actor = Sys.ActorOf(Props.Create(() => new Gate(TestActor)));

    [Fact]
    public async Task Stashed_messages_come_back_in_order_before_all_others_with_their_senders()
    {
        var probe = CreateTestProbe();
        _actor.Tell(1, probe);
        _actor.Tell(2, probe);
        _actor.Tell("open, then 3");

        await ExpectMsgAsync("1");
        await ExpectMsgAsync("2");
        await ExpectMsgAsync("3");
        await probe.ExpectMsgAsync("got 1");
        await probe.ExpectMsgAsync("got 2");
    }

    [Fact]
    public async Task Only_the_oldest_comes_back_with_Unstash()
    {
        _actor.Tell(1);
        _actor.Tell(2);
        _actor.Tell("one");

        await ExpectMsgAsync("1");
        await ExpectMsgAsync("got 1");
        _actor.Tell("open");
        await ExpectMsgAsync("2");
    }

    [Fact]
    public async Task The_same_message_cannot_be_stashed_twice()
    {
        _actor.Tell("stash me twice");

        await ExpectMsgAsync("refused");
    }

    [Fact]
    public async Task A_restart_gives_the_stash_back_to_the_new_instance()
    {
        _actor.Tell(1);
        _actor.Tell(new InvalidOperationException("restart"));
        _actor.Tell("open");

        await ExpectMsgAsync("1");
    }

    [Fact]
    public async Task The_stash_of_a_stopped_actor_goes_to_the_dead_letters()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        _actor.Tell(1);
        _actor.Tell(PoisonPill.Instance);

        Assert.Equal(1, (await ExpectMsgAsync<DeadLetter>()).Message);
    }

    private sealed class Gate : ReceiveActor, IWithUnboundedStash
    {
        private readonly IActorRef _log;

        public Gate(IActorRef log)
        {
            _log = log;
            Receive<Exception>(failure => throw failure);
            Receive<string>(message => message == "one", _ =>
            {
                Stash.Unstash();
                BecomeStacked(() => Receive<int>(number =>
                {
                    Log(number);
                    UnbecomeStacked();
                }));
            });
            Receive<string>(message => message == "stash me twice", _ =>
            {
                Stash.Stash();
                Assert.Throws<IllegalActorStateException>(() => Stash.Stash());
                log.Tell("refused");
            });
            Receive<string>(message =>
            {
                Stash.UnstashAll();
                if (message.EndsWith('3'))
                    Self.Tell(3, Sender);
                Become(() => Receive<int>(Log));
            });
            Receive<int>(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;

        private void Log(int number)
        {
            _log.Tell(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (number < 3)
                Sender.Tell($"got {number}");
        }
    }
}
