using Akka.Actor;
using Akka.TestKit;

namespace Jobs.Kernel.Tests.TestKit;

public sealed class TestSchedulerTests : Akka.TestKit.Xunit2.TestKit
{
    public TestSchedulerTests()
        : base("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
    {
    }

    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    [Fact]
    public async Task Nothing_is_due_before_its_time()
    {
        Clock.ScheduleTellOnce(TimeSpan.FromMinutes(10), TestActor, "due", ActorRefs.NoSender);

        Clock.Advance(TimeSpan.FromMinutes(9));
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(30));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ExpectMsgAsync("due");
    }

    [Fact]
    public async Task What_is_due_comes_in_the_order_of_time()
    {
        Clock.ScheduleTellOnce(TimeSpan.FromSeconds(2), TestActor, "second", ActorRefs.NoSender);
        Clock.ScheduleTellOnce(TimeSpan.FromSeconds(1), TestActor, "first", ActorRefs.NoSender);

        Clock.AdvanceTo(Clock.Now + TimeSpan.FromSeconds(3));

        await ExpectMsgAsync("first");
        await ExpectMsgAsync("second");
    }

    [Fact]
    public async Task What_was_cancelled_does_not_come()
    {
        var cancelled = Clock.ScheduleTellOnceCancelable(TimeSpan.FromSeconds(1), TestActor, "cancelled", ActorRefs.NoSender);
        Clock.ScheduleTellOnce(TimeSpan.FromSeconds(2), TestActor, "kept", ActorRefs.NoSender);

        cancelled.Cancel();
        Clock.Advance(TimeSpan.FromSeconds(2));

        await ExpectMsgAsync("kept");
    }

    [Fact]
    public async Task What_repeats_comes_once_per_step()
    {
        Clock.ScheduleTellRepeatedly(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TestActor, "tick", ActorRefs.NoSender);

        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await ExpectMsgAsync("tick");
        }

        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void The_clock_moves_as_the_test_says()
    {
        var before = Clock.Now;

        Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(before + TimeSpan.FromDays(1), Sys.Scheduler.Now);
    }
}
