using Akka.Actor;

namespace Jobs.Kernel.Tests.Actor;

public sealed class ReceiveActorTests : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task The_first_handler_that_fits_takes_the_message()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Sorting()));

        actor.Tell(5);
        await ExpectMsgAsync("small 5");
        actor.Tell(50);
        await ExpectMsgAsync("number 50");
        actor.Tell("even");
        await ExpectMsgAsync("even");
        actor.Tell("odd!");
        await ExpectMsgAsync("text odd!");
        actor.Tell(new ArgumentNullException("x"));
        await ExpectMsgAsync("argument ArgumentNullException");
        actor.Tell(new InvalidOperationException());
        await ExpectMsgAsync("any InvalidOperationException");
    }

    [Fact]
    public async Task Become_replaces_the_handlers_and_BecomeStacked_can_be_taken_back()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Changing()));

        actor.Tell("ask");
        await ExpectMsgAsync("asked");
        actor.Tell("stack");
        actor.Tell("ask");
        await ExpectMsgAsync("stacked");
        actor.Tell("pop");
        actor.Tell("ask");
        await ExpectMsgAsync("asked");
        actor.Tell("replace");
        actor.Tell("ask");
        await ExpectMsgAsync("replaced");
    }

    [Fact]
    public async Task A_restarted_actor_has_its_first_handlers_again()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Changing()));
        actor.Tell("replace");
        actor.Tell(new InvalidOperationException("restart"));

        actor.Tell("ask");

        await ExpectMsgAsync("asked");
    }

    [Fact]
    public async Task Handlers_are_declared_in_the_constructor_only()
    {
        var actor = Sys.ActorOf(Props.Create(() => new DeclaresLate()));

        await EventFilter.Exception<InvalidOperationException>(contains: "Receive-methods").ExpectOneAsync(() =>
        {
            actor.Tell("declare");
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task No_message_is_handled_while_an_asynchronous_handler_waits()
    {
        var release = new TaskCompletionSource();
        var actor = Sys.ActorOf(Props.Create(() => new Asynchronous(release.Task)));

        actor.Tell("wait");
        actor.Tell("next");
        await ExpectMsgAsync("begun");
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
        release.SetResult();

        await ExpectMsgAsync("ended in user");
        await ExpectMsgAsync("next");
    }

    [Fact]
    public async Task An_asynchronous_handler_that_faults_fails_the_actor()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Asynchronous(Task.CompletedTask)));

        await EventFilter.Exception<InvalidOperationException>("after a wait").ExpectOneAsync(() =>
        {
            actor.Tell("fail");
            return Task.CompletedTask;
        });

        actor.Tell("next");
        await ExpectMsgAsync("next");
    }

    private sealed class Sorting : ReceiveActor
    {
        public Sorting()
        {
            Receive<int>(number => Sender.Tell($"small {number}"), number => number < 10);
            Receive<int>(number => Sender.Tell($"number {number}"));
            Receive<string>(text =>
            {
                if (text != "even")
                    return false;
                Sender.Tell(text);
                return true;
            });
            Receive<string>(text => Sender.Tell($"text {text}"));
            Receive<ArgumentException>(failure => Sender.Tell($"argument {failure.GetType().Name}"));
            ReceiveAny(message => Sender.Tell($"any {message.GetType().Name}"));
        }
    }

    private sealed class Changing : ReceiveActor
    {
        public Changing()
        {
            Receive<Exception>(failure => throw failure);
            Receive<string>(message => message == "stack", _ => BecomeStacked(() =>
            {
                Receive<string>(message => message == "pop", _ => UnbecomeStacked());
                Receive<string>(_ => Sender.Tell("stacked"));
            }));
            Receive<string>(message => message == "replace", _ => Become(() =>
            {
                Receive<Exception>(failure => throw failure);
                Receive<string>(_ => Sender.Tell("replaced"));
            }));
            Receive<string>(_ => Sender.Tell("asked"));
        }
    }

    private sealed class DeclaresLate : ReceiveActor
    {
        public DeclaresLate() => Receive<string>(_ => Receive<int>(_ => { }));
    }

    private sealed class Asynchronous : ReceiveActor
    {
        public Asynchronous(Task release)
        {
            ReceiveAsync<string>(message => message == "wait", async _ =>
            {
                var asker = Sender;
                asker.Tell("begun");
                await release;
                await Task.Yield();
                Sender.Tell($"ended in {Context.Parent.Path.Name}");
            });
            ReceiveAsync<string>(message => message == "fail", async _ =>
            {
                await Task.Yield();
                throw new InvalidOperationException("after a wait");
            });
            Receive<string>(message => Sender.Tell(message));
        }
    }
}
