using Akka.Actor;
using Kit = Akka.TestKit.Xunit2.TestKit;

namespace Jobs.Kernel.Tests.Persistence.Sql;

public sealed class SqlitePersistenceTests() : SqlPersistenceConformance(new SqlFolder())
{
    [Fact]
    public async Task A_database_that_cannot_be_opened_stops_the_actor_with_the_reason()
    {
        var kit = new Kit(SqlStore.ConfigFor("Data Source=/nowhere/at/all.db", SqlFolder.Provider));
        var probe = kit.CreateTestProbe();

        var ledger = kit.Watch(kit.Sys.ActorOf(Props.Create(() => new Ledger("a", probe.Ref))));

        Assert.Contains("unable to open database file", await probe.ExpectMsgAsync<string>(), StringComparison.Ordinal);
        await kit.ExpectTerminatedAsync(ledger);
        await kit.Sys.Terminate();
    }
}
