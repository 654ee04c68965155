using Akka.Actor;
using Jobs.Kernel.Tests.Persistence.Sql;

namespace Jobs.Kernel.Tests.Persistence.Internals;

public sealed class UnboundEventTests : IDisposable
{
    private readonly SqlFolder _folder = new();

    [Fact]
    public async Task An_event_without_a_serializer_is_rejected_by_name_and_never_guessed()
    {
        using var kit = new Akka.TestKit.Xunit2.TestKit(_folder.Config);
        var probe = kit.CreateTestProbe();
        var ledger = kit.Sys.ActorOf(Props.Create(() => new Ledger("a", probe.Ref)));
        await probe.ExpectMsgAsync("recovered 0 at 0");

        ledger.Tell(Ledger.Do(it => it.Persist(new Unbound(), _ => { })));

        Assert.Contains(typeof(Unbound).FullName!, await probe.ExpectMsgAsync<string>(), StringComparison.Ordinal);
        await kit.Sys.Terminate();
    }

    public void Dispose() => _folder.Dispose();

    private sealed record Unbound;
}
