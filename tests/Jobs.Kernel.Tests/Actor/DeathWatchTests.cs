using Akka.Actor;

namespace Jobs.Kernel.Tests.Actor;

public sealed class DeathWatchTests : Akka.TestKit.Xunit2.TestKit
{
    private readonly IActorRef _watcher;

    public DeathWatchTests() => _watcher = Sys.ActorOf(Props.Create(() => new Watcher(TestActor)));

    [Fact]
    public async Task A_watcher_learns_of_an_end_once()
    {
        var subject = NewSubject();
        await Tell(new Command("watch", subject));
        await Tell(new Command("watch", subject));

        Sys.Stop(subject);

        await ExpectMsgAsync($"terminated {subject.Path.Name}");
        await Tell(new Command("ping", subject));
    }

    [Fact]
    public async Task Watching_an_actor_that_is_gone_tells_at_once()
    {
        var subject = NewSubject();
        Assert.True(await subject.GracefulStop(TimeSpan.FromSeconds(3)));

        await Tell(new Command("watch", subject));

        await ExpectMsgAsync($"terminated {subject.Path.Name}");
    }

    [Fact]
    public async Task WatchWith_sends_the_message_instead()
    {
        var subject = NewSubject();
        await Tell(new Command("watch with", subject));

        Sys.Stop(subject);

        await ExpectMsgAsync("it is gone");
    }

    [Fact]
    public async Task After_Unwatch_nothing_comes_even_if_the_notice_is_in_the_mailbox()
    {
        var subject = NewSubject();
        await Tell(new Command("watch", subject));

        _watcher.Tell(new Command("kill", subject));
        _watcher.Tell(new Command("unwatch", subject));
        await ExpectMsgAsync("done kill");
        await ExpectMsgAsync("done unwatch");

        await Tell(new Command("ping", subject));
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task An_actor_that_does_not_handle_Terminated_fails()
    {
        var subject = NewSubject();
        var careless = Sys.ActorOf(Props.Create(() => new Careless(subject)));
        await careless.Ask<string>("ping", TimeSpan.FromSeconds(3));
        await WatchAsync(careless);

        await EventFilter.Exception<DeathPactException>().ExpectOneAsync(() =>
        {
            Sys.Stop(subject);
            return Task.CompletedTask;
        });

        await ExpectTerminatedAsync(careless);
    }

    private IActorRef NewSubject() => Sys.ActorOf(Props.Create(() => new Subject()));

    private async Task Tell(Command command)
    {
        _watcher.Tell(command);
        await ExpectMsgAsync($"done {command.What}");
    }

    private sealed record Command(string What, IActorRef Subject);

    private sealed class Subject : ReceiveActor;

    private sealed class Careless : ReceiveActor
    {
        public Careless(IActorRef subject)
        {
            Context.Watch(subject);
            Receive<string>(message => Sender.Tell(message));
        }
    }

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef log)
        {
            Receive<Command>(command =>
            {
                switch (command.What)
                {
                    case "watch":
                        Context.Watch(command.Subject);
                        break;
                    case "watch with":
                        Context.WatchWith(command.Subject, "it is gone");
                        break;
                    case "kill":
                        // The notice is behind the next command, for that is in the mailbox already.
                        Assert.True(command.Subject.GracefulStop(TimeSpan.FromSeconds(3)).GetAwaiter().GetResult());
                        break;
                    case "unwatch":
                        Context.Unwatch(command.Subject);
                        break;
                }

                log.Tell($"done {command.What}");
            });
            Receive<Terminated>(terminated => log.Tell($"terminated {terminated.ActorRef.Path.Name}"));
            ReceiveAny(message => log.Tell(message));
        }
    }
}
