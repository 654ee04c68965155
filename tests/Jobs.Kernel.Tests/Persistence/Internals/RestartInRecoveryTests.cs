using Akka.Actor;
using Akka.Persistence;
using Akka.TestKit;

namespace Jobs.Kernel.Tests.Persistence.Internals;

/// <summary>With one permit for all, an instance that kept its permit when it was replaced would wait for itself.</summary>
public sealed class RestartInRecoveryTests : Akka.TestKit.Xunit2.TestKit
{
    private readonly TestProbe _probe;

    public RestartInRecoveryTests()
        : base("akka.loglevel = OFF\nakka.persistence.max-concurrent-recoveries = 1") => _probe = CreateTestProbe();

    [Fact]
    public async Task An_actor_that_is_restarted_in_recovery_recovers_anew()
    {
        var attempts = 0;
        Func<int> attempt = () => ++attempts;
        Sys.ActorOf(Props.Create(() => new Flaky("a", attempt, _probe.Ref)));

        await _probe.ExpectMsgAsync("recovered at attempt 2");
    }

    private sealed class Flaky : ReceivePersistentActor
    {
        private readonly Func<int> _attempt;
        private int _number;

        public Flaky(string id, Func<int> attempt, IActorRef probe)
        {
            PersistenceId = id;
            _attempt = attempt;
            Recover<RecoveryCompleted>(_ => probe.Tell($"recovered at attempt {_number}"));
        }

        public override string PersistenceId { get; }

        public override Recovery Recovery => _number == 0 && (_number = _attempt()) == 1 ? throw new InvalidOperationException("a fault") : Recovery.Default;
    }
}
