using Akka.Actor;
using Akka.TestKit;

namespace Jobs.Kernel.Tests.Actor;

public sealed class TimerTests : Akka.TestKit.Xunit2.TestKit
{
    private readonly IActorRef _actor;

    public TimerTests()
        : base("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """) =>
        _actor = Sys.ActorOf(Props.Create(() => new Timed(TestActor)));

    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    [Fact]
    public async Task A_single_timer_fires_once()
    {
        await Do(timers => timers.StartSingleTimer("key", "fired", TimeSpan.FromSeconds(1)));

        Clock.Advance(TimeSpan.FromSeconds(1));

        await ExpectMsgAsync("fired");
        await Do(timers => Assert.False(timers.IsTimerActive("key")));
    }

    [Fact]
    public async Task A_periodic_timer_fires_until_it_is_cancelled()
    {
        await Do(timers => timers.StartPeriodicTimer("key", "tick", TimeSpan.FromSeconds(1)));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ExpectMsgAsync("tick");
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ExpectMsgAsync("tick");

        await Do(timers => timers.Cancel("key"));
        Clock.Advance(TimeSpan.FromSeconds(5));

        await Do(_ => { });
    }

    [Fact]
    public async Task A_replaced_timer_does_not_deliver_even_from_the_mailbox()
    {
        await Do(timers =>
        {
            timers.StartSingleTimer("key", "old", TimeSpan.FromSeconds(1));
            Clock.Advance(TimeSpan.FromSeconds(1));
            timers.StartSingleTimer("key", "new", TimeSpan.FromSeconds(1));
        });

        await Do(_ => { });
        Clock.Advance(TimeSpan.FromSeconds(1));

        await ExpectMsgAsync("new");
    }

    [Fact]
    public async Task Timers_end_with_the_instance()
    {
        await Do(timers => timers.StartSingleTimer("key", "fired", TimeSpan.FromSeconds(1)));

        await Do(_ => throw new InvalidOperationException("restart"), answers: false);
        await Do(timers => Assert.Empty(timers.ActiveTimers));
        Clock.Advance(TimeSpan.FromSeconds(1));

        await Do(_ => { });
    }

    [Fact]
    public async Task A_receive_timeout_comes_when_nothing_else_does()
    {
        await Do(context => context.SetReceiveTimeout(TimeSpan.FromSeconds(10)));
        Clock.Advance(TimeSpan.FromSeconds(9));
        await Do(_ => { });
        Clock.Advance(TimeSpan.FromSeconds(9));
        await Do(context => context.SetReceiveTimeout(TimeSpan.FromSeconds(10)));

        Assert.IsType<ReceiveTimeout>(await AfterTenSecondsAsync() ?? await AfterTenSecondsAsync());

        await Do(context => context.SetReceiveTimeout(null));
        Clock.Advance(TimeSpan.FromSeconds(20));
        await Do(_ => { });
    }

    // The actor answers a step before its timeout is set anew: the first ten seconds may have passed before that.
    private async Task<object?> AfterTenSecondsAsync()
    {
        Clock.Advance(TimeSpan.FromSeconds(10));
        return await ReceiveOneAsync(TimeSpan.FromSeconds(3));
    }

    private Task Do(Action<ITimerScheduler> step, bool answers = true) => Do(new Step((timers, _) => step(timers)), answers);

    private Task Do(Action<IActorContext> step) => Do(new Step((_, context) => step(context)), answers: true);

    private async Task Do(Step step, bool answers)
    {
        _actor.Tell(step);
        if (answers)
            await ExpectMsgAsync("done");
    }

    private sealed record Step(Action<ITimerScheduler, IActorContext> Run);

    private sealed class Timed : ReceiveActor, IWithTimers
    {
        public Timed(IActorRef log)
        {
            Receive<Step>(step =>
            {
                step.Run(Timers, Context);
                log.Tell("done");
            });
            ReceiveAny(message => log.Tell(message));
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }
}
