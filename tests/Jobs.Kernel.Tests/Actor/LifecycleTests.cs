using Akka.Actor;
using Akka.Event;

namespace Jobs.Kernel.Tests.Actor;

public sealed class LifecycleTests : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task An_actor_handles_its_messages_in_the_order_they_were_told()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)));

        for (var i = 0; i < 1000; i++)
            actor.Tell(i);

        for (var i = 0; i < 1000; i++)
            await ExpectMsgAsync(i);
    }

    [Fact]
    public async Task A_stopped_actor_finishes_its_message_and_drops_the_rest_to_the_dead_letters()
    {
        var release = new TaskCompletionSource();
        var actor = Sys.ActorOf(Props.Create(() => new Blocking(TestActor, release.Task)));
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        actor.Tell("first");
        actor.Tell("second");

        await ExpectMsgAsync("begun first");
        Sys.Stop(actor);
        release.SetResult();

        await ExpectMsgAsync("ended first");
        var lost = await ExpectMsgAsync<DeadLetter>();
        Assert.Equal("second", lost.Message);
        Assert.Equal(actor, lost.Recipient);
    }

    [Fact]
    public async Task What_is_told_to_a_stopped_actor_is_a_dead_letter_with_its_sender()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)));
        await WatchAsync(actor);
        Sys.Stop(actor);
        await ExpectTerminatedAsync(actor);
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        actor.Tell("late", TestActor);

        var lost = await ExpectMsgAsync<DeadLetter>();
        Assert.Equal(("late", TestActor, actor), (lost.Message, lost.Sender, lost.Recipient));
    }

    [Fact]
    public async Task Children_stop_before_their_parent_and_the_last_message_of_PostStop_still_arrives()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Node("parent", TestActor)));
        parent.Tell("spawn");
        await ExpectMsgAsync("child started");

        Sys.Stop(parent);

        await ExpectMsgAsync("child stopped");
        await ExpectMsgAsync("parent stopped");
    }

    [Fact]
    public async Task PostStop_can_answer_the_sender_of_an_earlier_message()
    {
        var actor = Sys.ActorOf(Props.Create(() => new AnswersWhenItStops()));

        actor.Tell("question");
        actor.Tell(PoisonPill.Instance);

        await ExpectMsgAsync("answer at the end");
    }

    [Fact]
    public async Task A_name_is_taken_until_its_actor_has_terminated()
    {
        var first = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)), "one");

        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)), "one"));

        await WatchAsync(first);
        Sys.Stop(first);
        await ExpectTerminatedAsync(first);
        var second = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)), "one");
        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("$a")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("a b")]
    public void An_illegal_name_is_refused(string name) =>
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)), name));

    [Fact]
    public void An_unnamed_actor_gets_a_name_with_a_dollar() =>
        Assert.StartsWith("$", Sys.ActorOf(Props.Create(() => new Forwarder(TestActor))).Path.Name, StringComparison.Ordinal);

    [Fact]
    public void A_path_reads_from_the_system_down() =>
        Assert.Equal("akka://test/user/one", Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)), "one").Path.ToString());

    [Fact]
    public async Task A_poison_pill_stops_the_actor_behind_the_messages_before_it()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)));
        await WatchAsync(actor);

        actor.Tell("before");
        actor.Tell(PoisonPill.Instance);
        actor.Tell("after");

        await ExpectMsgAsync("before");
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task GracefulStop_says_whether_the_actor_stopped_in_time()
    {
        var release = new TaskCompletionSource();
        var quick = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)));
        var slow = Sys.ActorOf(Props.Create(() => new Blocking(TestActor, release.Task)));
        slow.Tell("work");
        await ExpectMsgAsync("begun work");

        Assert.True(await quick.GracefulStop(TimeSpan.FromSeconds(3)));
        Assert.False(await slow.GracefulStop(TimeSpan.FromMilliseconds(50)));
        release.SetResult();
    }

    [Fact]
    public async Task An_actor_that_finds_no_message_handled_publishes_it()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var actor = Sys.ActorOf(Props.Create(() => new OnlyStrings()));

        actor.Tell(1);

        var unhandled = await ExpectMsgAsync<UnhandledMessage>();
        Assert.Equal((1, TestActor, actor), ((int)unhandled.Message, unhandled.Sender, unhandled.Recipient));
    }

    [Fact]
    public async Task A_parent_finds_its_children_by_name_until_they_are_gone()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Node("parent", TestActor)));
        parent.Tell("spawn");
        await ExpectMsgAsync("child started");

        parent.Tell("find");
        var child = await ExpectMsgAsync<IActorRef>();
        Assert.Equal("child", child.Path.Name);

        await WatchAsync(child);
        Sys.Stop(child);
        await ExpectMsgAsync("child stopped");
        await ExpectTerminatedAsync(child);
        await AwaitAssertAsync(async () =>
        {
            parent.Tell("find");
            Assert.Equal(ActorRefs.Nobody, await ExpectMsgAsync<IActorRef>());
        });
    }

    private sealed class Forwarder : ReceiveActor
    {
        public Forwarder(IActorRef target) => ReceiveAny(message => target.Tell(message));
    }

    private sealed class OnlyStrings : ReceiveActor
    {
        public OnlyStrings() => Receive<string>(_ => { });
    }

    private sealed class Blocking : ReceiveActor
    {
        public Blocking(IActorRef target, Task release) => ReceiveAny(message =>
        {
            target.Tell($"begun {message}");
            release.GetAwaiter().GetResult();
            target.Tell($"ended {message}");
        });
    }

    private sealed class AnswersWhenItStops : UntypedActor
    {
        private IActorRef? _asker;

        protected override void OnReceive(object message) => _asker = Sender;

        protected override void PostStop() => _asker!.Tell("answer at the end");
    }

    private sealed class Node : ReceiveActor
    {
        private readonly string _name;
        private readonly IActorRef _log;

        public Node(string name, IActorRef log)
        {
            _name = name;
            _log = log;
            Receive<string>(message => message == "spawn", _ => Context.ActorOf(Props.Create(() => new Node("child", log)), "child"));
            Receive<string>(message => message == "find", _ => Sender.Tell(Context.Child("child")));
        }

        protected override void PreStart()
        {
            if (_name == "child")
                _log.Tell("child started");
        }

        protected override void PostStop() => _log.Tell($"{_name} stopped");
    }
}
