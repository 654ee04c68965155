using Akka.Actor;
using Akka.Event;

namespace Jobs.Kernel.Tests.Event;

public sealed class EventStreamTests : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task A_subscriber_gets_its_class_and_what_derives_from_it()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Base));

        Sys.EventStream.Publish("other");
        Sys.EventStream.Publish(new Derived(1));
        Sys.EventStream.Publish(new Base(2));

        await ExpectMsgAsync(new Derived(1));
        await ExpectMsgAsync(new Base(2));
    }

    [Fact]
    public async Task A_subscription_twice_is_one()
    {
        Assert.True(Sys.EventStream.Subscribe(TestActor, typeof(Base)));
        Assert.False(Sys.EventStream.Subscribe(TestActor, typeof(Base)));

        Sys.EventStream.Publish(new Base(1));

        await ExpectMsgAsync(new Base(1));
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public async Task An_event_of_two_subscribed_classes_comes_once()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Base));
        Sys.EventStream.Subscribe(TestActor, typeof(Derived));

        Sys.EventStream.Publish(new Derived(1));
        Sys.EventStream.Publish(new Base(2));

        await ExpectMsgAsync(new Derived(1));
        await ExpectMsgAsync(new Base(2));
    }

    [Fact]
    public async Task After_Unsubscribe_nothing_comes()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Base));
        Sys.EventStream.Subscribe(TestActor, typeof(string));
        Sys.EventStream.Unsubscribe(TestActor, typeof(Base));

        Sys.EventStream.Publish(new Base(1));
        Sys.EventStream.Publish("kept");

        await ExpectMsgAsync("kept");
    }

    [Fact]
    public async Task Log_entries_carry_their_level_source_text_and_cause()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(LogEvent));
        var cause = new InvalidOperationException("cause");

        Logging.GetLogger(Sys, "here").Error(cause, "{0} of {1}", 1, 2);

        var entry = await FishForMessageAsync<LogEvent>(one => one.Message.ToString() == "1 of 2");
        Assert.Equal(LogLevel.ErrorLevel, entry.LogLevel());
        Assert.Same(cause, entry.Cause);
        Assert.StartsWith("here", entry.LogSource, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_below_the_level_are_not_made()
    {
        Sys.EventStream.SetLogLevel(LogLevel.WarningLevel);
        var log = Logging.GetLogger(Sys, "here");

        Assert.False(log.IsInfoEnabled);
        Assert.True(log.IsWarningEnabled);
    }

    [Fact]
    public async Task Dead_letters_are_logged_up_to_their_limit()
    {
        await EventFilter.Info(contains: "dead letters").ExpectOneAsync(() =>
        {
            Sys.DeadLetters.Tell("lost");
            return Task.CompletedTask;
        });
    }

    private record Base(int Number);

    private sealed record Derived(int Number) : Base(Number);
}
