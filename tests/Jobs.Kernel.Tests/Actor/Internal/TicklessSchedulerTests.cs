using System.Diagnostics;
using Akka.Actor;
using Akka.Actor.Internal;

namespace Jobs.Kernel.Tests.Actor.Internal;

public sealed class TicklessSchedulerTests : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(200);

    private TicklessScheduler Scheduler => (TicklessScheduler)Sys.Scheduler;

    [Fact]
    public async Task A_delay_is_never_cut_short()
    {
        var start = Stopwatch.GetTimestamp();

        Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(25), TestActor, "due", ActorRefs.NoSender);

        await ExpectMsgAsync("due");
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(25));
    }

    [Fact]
    public async Task What_is_due_first_comes_first_whenever_it_was_scheduled()
    {
        Scheduler.ScheduleTellOnce(Never, TestActor, "never", ActorRefs.NoSender);
        Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(60), TestActor, "second", ActorRefs.NoSender);
        Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(10), TestActor, "first", ActorRefs.NoSender);

        await ExpectMsgAsync("first");
        await ExpectMsgAsync("second");
    }

    [Fact]
    public void With_nothing_scheduled_no_timer_runs()
    {
        Assert.True(Scheduler.IsIdle);

        var first = Scheduler.ScheduleTellOnceCancelable(Never, TestActor, "never", ActorRefs.NoSender);
        var second = Scheduler.ScheduleTellRepeatedlyCancelable(Never, Never, TestActor, "never", ActorRefs.NoSender);
        Assert.False(Scheduler.IsIdle);

        first.Cancel();
        Assert.False(Scheduler.IsIdle);
        second.Cancel();
        Assert.True(Scheduler.IsIdle);
    }

    [Fact]
    public async Task After_the_last_message_no_timer_runs()
    {
        Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(1), TestActor, "due", ActorRefs.NoSender);

        await ExpectMsgAsync("due");

        await AwaitConditionAsync(() => Task.FromResult(Scheduler.IsIdle));
    }

    [Fact]
    public async Task What_repeats_goes_on_until_it_is_cancelled()
    {
        var ticks = Scheduler.ScheduleTellRepeatedlyCancelable(TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TestActor, "tick", ActorRefs.NoSender);
        for (var i = 0; i < 5; i++)
            await ExpectMsgAsync("tick");

        ticks.Cancel();

        await AwaitConditionAsync(() => Task.FromResult(Scheduler.IsIdle));
    }

    [Fact]
    public async Task An_action_that_throws_is_logged_and_the_clock_goes_on()
    {
        await EventFilter.Exception<InvalidOperationException>("in an action").ExpectOneAsync(async () =>
        {
            Scheduler.ScheduleOnce(TimeSpan.Zero, () => throw new InvalidOperationException("in an action"));
            Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(1), TestActor, "after", ActorRefs.NoSender);
            await ExpectMsgAsync("after");
        });
    }

    [Fact]
    public void What_was_cancelled_before_is_not_scheduled()
    {
        var cancelled = new Cancelable(Sys.Scheduler);
        cancelled.Cancel();

        Scheduler.ScheduleTellOnce(Never, TestActor, "never", ActorRefs.NoSender, cancelled);

        Assert.True(Scheduler.IsIdle);
    }

    [Fact]
    public async Task A_cancelable_cancels_itself_after_its_delay()
    {
        var cancelled = new TaskCompletionSource();
        var cancelable = new Cancelable(Sys.Scheduler, TimeSpan.FromMilliseconds(5));
        cancelable.Token.Register(cancelled.SetResult);

        await cancelled.Task;

        Assert.True(cancelable.IsCancellationRequested);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    public void Negative_delays_and_empty_intervals_are_refused(int delaySeconds, int intervalSeconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Scheduler.ScheduleTellRepeatedly(
            TimeSpan.FromSeconds(delaySeconds), TimeSpan.FromSeconds(intervalSeconds), TestActor, "never", ActorRefs.NoSender));
}
