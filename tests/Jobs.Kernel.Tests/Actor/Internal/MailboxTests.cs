using System.Collections.Concurrent;
using Akka.Actor;

namespace Jobs.Kernel.Tests.Actor.Internal;

public sealed class MailboxTests : Akka.TestKit.Xunit2.TestKit
{
    private const int Producers = 8;
    private const int MessagesEach = 20_000;

    [Fact]
    public async Task No_message_is_lost_doubled_or_reordered_between_a_pair_under_many_producers()
    {
        var done = new TaskCompletionSource<string>();
        var counter = Sys.ActorOf(Props.Create(() => new Ordered(Producers, MessagesEach, done)));

        await Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(() =>
        {
            for (var number = 0; number < MessagesEach; number++)
                counter.Tell((producer, number), ActorRefs.NoSender);
        })));

        Assert.Equal("all in order", await done.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Every_message_that_races_with_the_end_is_handled_or_a_dead_letter()
    {
        for (var round = 0; round < 20; round++)
        {
            var handled = new ConcurrentBag<int>();
            var actor = Sys.ActorOf(Props.Create(() => new Collecting(handled)));
            var letters = CreateTestProbe();
            Sys.EventStream.Subscribe(letters, typeof(Akka.Event.DeadLetter));

            var telling = Task.Run(() =>
            {
                for (var number = 0; number < 200; number++)
                    actor.Tell(number, ActorRefs.NoSender);
            });
            Sys.Stop(actor);
            await telling;

            var dead = 0;
            await AwaitConditionAsync(() =>
            {
                while (letters.HasMessages)
                {
                    letters.ReceiveOne(TimeSpan.Zero);
                    dead++;
                }

                return Task.FromResult(dead + handled.Count == 200);
            });
            Sys.EventStream.Unsubscribe(letters);
        }
    }

    private sealed class Ordered : ReceiveActor
    {
        public Ordered(int producers, int messagesEach, TaskCompletionSource<string> done)
        {
            var next = new int[producers];
            var left = producers * messagesEach;
            Receive<(int Producer, int Number)>(message =>
            {
                if (next[message.Producer]++ != message.Number)
                    done.TrySetResult($"{message} out of order");
                if (--left == 0)
                    done.TrySetResult("all in order");
            });
        }
    }

    private sealed class Collecting : ReceiveActor
    {
        public Collecting(ConcurrentBag<int> handled) => Receive<int>(handled.Add);
    }
}
