using Akka.Actor;
using Akka.Event;

namespace Jobs.Kernel.Tests.Actor;

public sealed class SupervisionTests : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task A_failed_actor_restarts_with_its_reference_and_its_mailbox_but_without_its_state()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Child(TestActor)));
        await ExpectMsgAsync("PreStart");
        actor.Tell(1);
        actor.Tell(new InvalidOperationException("on purpose"));
        actor.Tell(2);

        await ExpectMsgAsync("sum 1");
        await ExpectMsgAsync("PreRestart on purpose");
        await ExpectMsgAsync("PostStop");
        await ExpectMsgAsync("PostRestart on purpose");
        await ExpectMsgAsync("PreStart");
        await ExpectMsgAsync("sum 2");
    }

    [Fact]
    public async Task The_directive_of_the_parent_decides()
    {
        var strategy = new OneForOneStrategy(cause => cause switch
        {
            ArgumentException => Directive.Resume,
            InvalidOperationException => Directive.Restart,
            _ => Directive.Stop,
        });
        var parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor, strategy)));
        var child = await Spawn(parent);
        await WatchAsync(child);

        child.Tell(1);
        child.Tell(new ArgumentException("resume"));
        child.Tell(2);
        await ExpectMsgAsync("sum 1");
        await ExpectMsgAsync("sum 3");

        child.Tell(new InvalidOperationException("restart"));
        await ExpectMsgAsync("PreRestart restart");
        await ExpectMsgAsync("PostStop");
        await ExpectMsgAsync("PostRestart restart");
        await ExpectMsgAsync("PreStart");

        child.Tell(new TimeoutException("stop"));
        await ExpectMsgAsync("PostStop");
        await ExpectTerminatedAsync(child);
    }

    [Fact]
    public async Task More_restarts_than_allowed_in_the_time_stop_the_child()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor, new OneForOneStrategy(1, TimeSpan.FromMinutes(1), _ => Directive.Restart))));
        var child = await Spawn(parent);
        await WatchAsync(child);

        child.Tell(new InvalidOperationException("first"));
        await FishForMessageAsync<string>(message => message == "PreStart");
        child.Tell(new InvalidOperationException("second"));

        await ExpectMsgAsync("PostStop");
        await ExpectTerminatedAsync(child);
    }

    [Fact]
    public async Task An_escalated_failure_restarts_the_parent_and_its_children_go()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor, new OneForOneStrategy(_ => Directive.Escalate))));
        var child = await Spawn(parent);
        var watcher = CreateTestProbe();
        await watcher.WatchAsync(child);

        child.Tell(new InvalidOperationException("too much"));

        await ExpectMsgAsync("PostStop");
        await ExpectMsgAsync("parent restarted by too much");
        await watcher.ExpectTerminatedAsync(child);
    }

    [Fact]
    public async Task An_actor_whose_constructor_throws_is_stopped()
    {
        await EventFilter.Exception<ActorInitializationException>().ExpectOneAsync(async () =>
        {
            var actor = Sys.ActorOf(Props.Create(() => new ThrowsInItsConstructor()));
            await WatchAsync(actor);
            await ExpectTerminatedAsync(actor);
        });
    }

    [Fact]
    public async Task A_killed_actor_is_stopped()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Child(TestActor)));
        await ExpectMsgAsync("PreStart");
        await WatchAsync(actor);

        actor.Tell(Kill.Instance);

        await ExpectMsgAsync("PostStop");
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task A_failure_is_logged_once_as_an_error_with_its_cause()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Child(TestActor)));

        await EventFilter.Custom<Error>(entry => entry.Cause is InvalidOperationException && entry.LogSource == actor.Path.ToString()).ExpectOneAsync(() =>
        {
            actor.Tell(new InvalidOperationException("on purpose"));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_restart_waits_until_the_children_have_stopped()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor, new OneForOneStrategy(_ => Directive.Stop))));
        await Spawn(parent);

        parent.Tell(new InvalidOperationException("parent fails"));
        parent.Tell("spawn");

        await ExpectMsgAsync("PostStop");
        await ExpectMsgAsync("parent restarted by parent fails");
        await ExpectMsgAsync("PreStart");
    }

    private async Task<IActorRef> Spawn(IActorRef parent)
    {
        parent.Tell("spawn");
        await ExpectMsgAsync("PreStart");
        return await parent.Ask<IActorRef>("child", TimeSpan.FromSeconds(3));
    }

    private sealed class ThrowsInItsConstructor : ReceiveActor
    {
        public ThrowsInItsConstructor() => throw new InvalidOperationException("in the constructor");
    }

    private sealed class Parent : ReceiveActor
    {
        private readonly IActorRef _log;
        private readonly SupervisorStrategy _strategy;

        public Parent(IActorRef log, SupervisorStrategy strategy)
        {
            _log = log;
            _strategy = strategy;
            Receive<string>(message => message == "spawn", _ => Context.ActorOf(Props.Create(() => new Child(log)), "child"));
            Receive<string>(message => message == "child", _ => Sender.Tell(Context.Child("child")));
            Receive<Exception>(failure => throw failure);
        }

        protected override SupervisorStrategy SupervisorStrategy() => _strategy;

        protected override void PostRestart(Exception reason) => _log.Tell($"parent restarted by {reason.Message}");
    }

    private sealed class Child : ReceiveActor
    {
        private readonly IActorRef _log;
        private int _sum;

        public Child(IActorRef log)
        {
            _log = log;
            Receive<Exception>(failure => throw failure);
            Receive<int>(number => log.Tell($"sum {_sum += number}"));
        }

        protected override void PreStart() => _log.Tell("PreStart");

        protected override void PreRestart(Exception reason, object message)
        {
            _log.Tell($"PreRestart {reason.Message}");
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            _log.Tell($"PostRestart {reason.Message}");
            base.PostRestart(reason);
        }

        protected override void PostStop() => _log.Tell("PostStop");
    }
}
