using Akka.Actor;
using Jobs.Tests.Postgres;
using Kit = Akka.TestKit.Xunit2.TestKit;

namespace Jobs.Kernel.Tests.Persistence.Sql;

[Collection(PostgresCollection.Name)]
public sealed class PostgresPersistenceTests(PostgresCollection.SharedServer shared) : SqlPersistenceConformance(new PostgresStore(shared.Server))
{
    [PostgresFact]
    public async Task A_database_that_cannot_be_opened_stops_the_actor_with_the_reason_and_without_the_password()
    {
        var kit = new Kit(SqlStore.ConfigFor(shared.Server.ConnectionTo("nowhere"), PostgresStore.Provider));
        var probe = kit.CreateTestProbe();

        var ledger = kit.Watch(kit.Sys.ActorOf(Props.Create(() => new Ledger("a", probe.Ref))));

        var reason = await probe.ExpectMsgAsync<string>(TimeSpan.FromSeconds(10));
        Assert.Contains("database \"nowhere\" does not exist", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", reason, StringComparison.Ordinal);
        await kit.ExpectTerminatedAsync(ledger);
        await kit.Sys.Terminate();
    }
}
