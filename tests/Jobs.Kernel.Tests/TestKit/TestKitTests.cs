using Akka.Actor;
using Akka.Event;
using Xunit.Sdk;

namespace Jobs.Kernel.Tests.TestKit;

public sealed class TestKitTests : Akka.TestKit.Xunit2.TestKit
{
    private readonly IActorRef _echo;

    public TestKitTests() => _echo = Sys.ActorOf(Props.Create(() => new Echo()), "echo");

    [Fact]
    public void The_test_actor_is_the_implicit_sender()
    {
        _echo.Tell("hello");

        ExpectMsg("hello");
        Assert.Equal(_echo, LastSender);
    }

    [Fact]
    public async Task The_test_actor_stays_the_implicit_sender_after_an_await()
    {
        await Task.Yield();
        _echo.Tell("hello");

        await ExpectMsgAsync("hello");
        _echo.Tell("again");
        await ExpectMsgAsync("again");
    }

    [Fact]
    public async Task A_message_of_another_class_fails_the_expectation()
    {
        _echo.Tell("text");

        var failure = await Assert.ThrowsAnyAsync<XunitException>(async () => await ExpectMsgAsync<int>());
        Assert.Contains("System.Int32", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expectation_without_a_message_fails_after_its_time() =>
        await Assert.ThrowsAnyAsync<XunitException>(async () => await ExpectMsgAsync<string>(TimeSpan.FromMilliseconds(20)));

    [Fact]
    public async Task A_message_fails_the_expectation_of_none()
    {
        _echo.Tell("unwanted");

        await Assert.ThrowsAnyAsync<XunitException>(async () => await ExpectNoMsgAsync(TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task Fishing_drops_what_comes_before()
    {
        for (var i = 0; i < 5; i++)
            _echo.Tell(i);

        Assert.Equal(3, await FishForMessageAsync<int>(i => i == 3));
        await ExpectMsgAsync(4);
    }

    [Fact]
    public async Task Several_messages_come_in_order()
    {
        for (var i = 0; i < 5; i++)
            _echo.Tell(i);

        var received = new List<object>();
        await foreach (var message in ReceiveNAsync(5))
            received.Add(message);
        Assert.Equal([0, 1, 2, 3, 4], received);
    }

    [Fact]
    public async Task A_probe_receives_replies_and_passes_for_a_reference()
    {
        var probe = CreateTestProbe();

        _echo.Tell("from the probe", probe);
        await probe.ExpectMsgAsync("from the probe");
        Assert.Equal(_echo, probe.LastSender);

        probe.Send(_echo, "again");
        await probe.ExpectMsgAsync("again");
        probe.Reply("thanks");
        await probe.ExpectMsgAsync("thanks");
    }

    [Fact]
    public async Task A_watched_actor_that_stops_is_reported()
    {
        Watch(_echo);
        Sys.Stop(_echo);

        await ExpectTerminatedAsync(_echo);
    }

    [Fact]
    public async Task An_event_filter_counts_the_entries_it_takes()
    {
        await EventFilter.Warning(contains: "careful").ExpectOneAsync(() =>
        {
            Sys.Log.Warning("be careful");
            return Task.CompletedTask;
        });

        await Assert.ThrowsAnyAsync<XunitException>(() => EventFilter.Warning("other").ExpectOneAsync(TimeSpan.FromMilliseconds(50), () =>
        {
            Sys.Log.Warning("be careful");
            return Task.CompletedTask;
        }));
    }

    [Fact]
    public void An_event_filter_takes_dead_letters() =>
        EventFilter.DeadLetter<string>().ExpectOne(() => Sys.DeadLetters.Tell("lost"));

    [Fact]
    public async Task Ignored_messages_are_not_seen()
    {
        IgnoreMessages<int>();
        _echo.Tell(1);
        _echo.Tell("seen");

        await ExpectMsgAsync("seen");
    }

    [Fact]
    public async Task What_takes_longer_than_within_fails()
    {
        await WithinAsync(TimeSpan.FromSeconds(3), async () =>
        {
            _echo.Tell("quick");
            await ExpectMsgAsync("quick");
        });

        await Assert.ThrowsAnyAsync<Exception>(() => WithinAsync(TimeSpan.FromMilliseconds(20), async () => await ExpectMsgAsync<string>()));
    }

    [Fact]
    public async Task An_assertion_is_repeated_until_it_holds()
    {
        var tries = 0;

        await AwaitAssertAsync(() => Assert.Equal(3, ++tries));
        await AwaitConditionAsync(() => Task.FromResult(++tries > 5));
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
