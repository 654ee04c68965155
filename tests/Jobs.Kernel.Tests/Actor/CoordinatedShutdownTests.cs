using Akka;
using Akka.Actor;

namespace Jobs.Kernel.Tests.Actor;

public sealed class CoordinatedShutdownTests : Akka.TestKit.Xunit2.TestKit
{
    private readonly List<string> _log = [];

    public CoordinatedShutdownTests()
        : base("akka.coordinated-shutdown.phases.service-stop.timeout = 50 ms")
    {
    }

    private CoordinatedShutdown Coordinated => CoordinatedShutdown.Get(Sys);

    [Fact]
    public async Task Phases_run_in_their_order_and_the_last_one_stops_the_actors()
    {
        Add(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "last", () => Assert.False(Sys.WhenTerminated.IsCompleted));
        Add(CoordinatedShutdown.PhaseServiceStop, "second");
        Add(CoordinatedShutdown.PhaseServiceUnbind, "first");

        await Coordinated.Run(CoordinatedShutdown.ClrExitReason.Instance);

        Assert.Equal(["first", "second", "last"], _log);
        await Sys.WhenTerminated;
        Assert.Same(CoordinatedShutdown.ClrExitReason.Instance, Coordinated.ShutdownReason);
    }

    [Fact]
    public async Task It_runs_once()
    {
        Add(CoordinatedShutdown.PhaseServiceUnbind, "once");

        await Task.WhenAll(Coordinated.Run(CoordinatedShutdown.ClrExitReason.Instance), Coordinated.Run(CoordinatedShutdown.UnknownReason.Instance));

        Assert.Equal(["once"], _log);
        Assert.Same(CoordinatedShutdown.ClrExitReason.Instance, Coordinated.ShutdownReason);
    }

    [Fact]
    public async Task A_task_that_fails_or_hangs_does_not_hold_the_next_phase()
    {
        Coordinated.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fails", () => throw new InvalidOperationException("no"));
        Coordinated.AddTask(CoordinatedShutdown.PhaseServiceStop, "hangs", () => new TaskCompletionSource<Done>().Task);
        Add(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "last");

        await Coordinated.Run(CoordinatedShutdown.UnknownReason.Instance);

        Assert.Equal(["last"], _log);
    }

    [Fact]
    public async Task Terminate_runs_it()
    {
        Add(CoordinatedShutdown.PhaseServiceUnbind, "first");

        await Sys.Terminate();

        Assert.Equal(["first"], _log);
        Assert.Same(CoordinatedShutdown.ActorSystemTerminateReason.Instance, Coordinated.ShutdownReason);
    }

    [Fact]
    public void The_timeout_of_a_phase_is_configured() => Assert.Equal(TimeSpan.FromMilliseconds(50), Coordinated.Timeout(CoordinatedShutdown.PhaseServiceStop));

    [Fact]
    public void An_unknown_phase_is_refused() =>
        Assert.ThrowsAny<Exception>(() => Coordinated.AddTask("no-such-phase", "task", () => Task.FromResult(Done.Instance)));

    private void Add(string phase, string name, Action? check = null) => Coordinated.AddTask(phase, name, () =>
    {
        check?.Invoke();
        lock (_log)
            _log.Add(name);
        return Task.FromResult(Done.Instance);
    });
}
