using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Jobs.Queues;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>Memory is given back after a burst, and not during it.</summary>
public sealed class MemoryReturnTests : TestKit
{
    private const string Collected = "collected";

    private static readonly Config VirtualTime = ConfigurationFactory.ParseString("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly IActorRef _memory;
    private long _taken;

    public MemoryReturnTests()
        : base(VirtualTime)
    {
        var tests = TestActor;
        Sys.EventStream.Subscribe(tests, typeof(UnhandledMessage));
        _memory = Sys.ActorOf(MemoryReturn.Props(() => tests.Tell(Collected), () => Interlocked.Read(ref _taken)));
    }

    [Fact]
    public void After_much_has_left_and_a_rest_memory_is_given_back_once()
    {
        Leave(MemoryReturn.BytesMin / 2);
        Leave(MemoryReturn.BytesMin / 2);

        Advance(MemoryReturn.Rest);

        ExpectMsg(Collected);
        Advance(MemoryReturn.Rest);
        Leave(MemoryReturn.BytesMin - 1);
        Advance(MemoryReturn.Rest);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void While_more_leaves_it_waits()
    {
        Leave(MemoryReturn.BytesMin);
        Advance(MemoryReturn.Rest - Moment);
        Leave(1);
        Advance(MemoryReturn.Rest - Moment);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        Advance(Moment);

        ExpectMsg(Collected);
    }

    [Fact]
    public void While_the_process_is_busy_it_waits()
    {
        Leave(MemoryReturn.BytesMin);
        Interlocked.Add(ref _taken, MemoryReturn.TakenAtRestMax + 1);
        Advance(MemoryReturn.Rest);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Interlocked.Add(ref _taken, MemoryReturn.TakenAtRestMax);

        Advance(MemoryReturn.Rest);

        ExpectMsg(Collected);
    }

    private void Advance(TimeSpan time) => ((TestScheduler)Sys.Scheduler).Advance(time);

    private void Leave(long bytes)
    {
        _memory.Tell(new PayloadsLeft(bytes));
        _memory.Tell("so far");
        ExpectMsg<UnhandledMessage>();
    }
}
