using Akka.Actor;
using Akka.TestKit;
using Jobs.Tests.Postgres;
using Kit = Akka.TestKit.Xunit2.TestKit;

namespace Jobs.Kernel.Tests.Persistence.Sql;

/// <summary>What a journal and a snapshot store promise to a persistent actor, whatever the database.</summary>
public abstract class SqlPersistenceConformance(SqlStore store) : IDisposable
{
    [StoreFact]
    public async Task Events_and_snapshots_outlive_the_system()
    {
        await InSystem(async (kit, probe) =>
        {
            var ledger = await Start(kit, probe, "a", "recovered 0 at 0");
            ledger.Tell(Ledger.Add(1));
            await kit.ExpectMsgAsync("added 1 at 1");
            ledger.Tell(Ledger.Do(it => it.Snapshot()));
            await probe.ExpectMsgAsync("saved 1");
            ledger.Tell(Ledger.Add(2));
            await kit.ExpectMsgAsync("added 2 at 2");
        });

        await InSystem(async (kit, probe) =>
        {
            var ledger = await Start(kit, probe, "a", "recovered 3 at 2");
            ledger.Tell(Ledger.Add(3));
            await kit.ExpectMsgAsync("added 3 at 3");
        });
    }

    [StoreFact]
    public async Task Rows_have_the_form_that_Akka_Persistence_Sql_gives_them()
    {
        var before = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).Ticks;
        await InSystem(async (kit, probe) =>
        {
            var ledger = await Start(kit, probe, "a", "recovered 0 at 0");
            ledger.Tell(Ledger.Do(it => it.PersistAll([new Added(7), new Added(8)], it.Apply)));
            await kit.ExpectMsgAsync("added 7 at 1");
            ledger.Tell(Ledger.Do(it => it.Snapshot()));
            await probe.ExpectMsgAsync("saved 2");
        });

        Assert.Equal(
            ["1|0|a|1|0700000000000000|4711|added|32", "2|0|a|2|0800000000000000|4711|added|32"],
            store.Query("SELECT ordering, deleted, persistence_id, sequence_number, message, identifier, manifest, length(writer_uuid) FROM journal ORDER BY ordering"));
        Assert.Equal(["0"], store.Query($"SELECT count(*) FROM journal WHERE created < {before}"));
        Assert.Equal(
            ["a|2|0F00000000000000|4711|total"],
            store.Query($"SELECT persistence_id, sequence_number, snapshot, serializer_id, manifest FROM snapshot WHERE created > {before}"));
    }

    [StoreFact]
    public async Task The_later_of_two_writers_is_stopped_and_others_go_on()
    {
        await InSystem(async (first, firstProbe) =>
        {
            var one = await Start(first, firstProbe, "a", "recovered 0 at 0");
            await InSystem(async (second, secondProbe) =>
            {
                var late = await Start(second, secondProbe, "a", "recovered 0 at 0");
                var innocent = await Start(second, secondProbe, "b", "recovered 0 at 0");
                one.Tell(Ledger.Add(1), first.TestActor);
                await first.ExpectMsgAsync("added 1 at 1");

                second.Watch(late);
                late.Tell(Ledger.Add(9), second.TestActor);
                innocent.Tell(Ledger.Add(2), second.TestActor);

                await secondProbe.ExpectMsgAsync("failed Added { Amount = 9 } at 1");
                await second.FishForMessageAsync(message => message is Terminated);
                innocent.Tell(Ledger.Add(3), second.TestActor);
                await second.FishForMessageAsync(message => "added 3 at 2".Equals(message));
            });
        });

        Assert.Equal(
            ["a|1|0100000000000000", "b|1|0200000000000000", "b|2|0300000000000000"],
            store.Query("SELECT persistence_id, sequence_number, message FROM journal ORDER BY persistence_id, sequence_number"));
    }

    [StoreFact]
    public async Task What_cannot_be_serialized_is_rejected_and_not_stored()
    {
        await InSystem(async (kit, probe) =>
        {
            var ledger = await Start(kit, probe, "a", "recovered 0 at 0");
            ledger.Tell(Ledger.Add(13));
            await probe.ExpectMsgAsync("rejected Added { Amount = 13 }: thirteen cannot be written");
        });

        Assert.Equal(["0"], store.Query("SELECT count(*) FROM journal"));
    }

    [StoreFact]
    public async Task Deleting_keeps_the_highest_sequence_number()
    {
        await InSystem(async (kit, probe) =>
        {
            var ledger = await Start(kit, probe, "a", "recovered 0 at 0");
            for (var i = 1; i <= 4; i++)
                ledger.Tell(Ledger.Add(i));
            await kit.FishForMessageAsync<string>(message => message == "added 4 at 4");
            ledger.Tell(Ledger.Do(it => it.DeleteMessages(4)));
            await probe.ExpectMsgAsync("deleted to 4");
        });

        Assert.Equal(["4|1"], store.Query("SELECT sequence_number, deleted FROM journal"));
        await InSystem((kit, probe) => Start(kit, probe, "a", "recovered 0 at 4"));
    }

    [StoreFact]
    public async Task More_than_is_read_ahead_is_replayed_whole()
    {
        const int Length = 5 * 1024 * 1024;
        await InSystem(async (kit, probe) =>
        {
            var ledger = await Start(kit, probe, "a", "recovered 0 at 0");
            for (var i = 1; i <= 8; i++)
                ledger.Tell(Ledger.Do(it => it.Persist(new Noted(Length), _ => { })));
            ledger.Tell(Ledger.Do(it => it.Persist(new Noted(0), _ => it.Echo("stored"))));
            await kit.ExpectMsgAsync("stored", TimeSpan.FromSeconds(30));
        });

        await InSystem((kit, probe) => Start(kit, probe, "a", $"recovered {8 * Length} at 9"));
    }

    [StoreFact]
    public async Task Two_writers_that_were_active_at_the_same_time_are_found_at_recovery()
    {
        await InSystem(async (kit, probe) =>
        {
            var ledger = await Start(kit, probe, "a", "recovered 0 at 0");
            for (var i = 1; i <= 3; i++)
                ledger.Tell(Ledger.Add(i));
            await kit.FishForMessageAsync<string>(message => message == "added 3 at 3");
        });
        store.Query("UPDATE journal SET writer_uuid = 'another' WHERE sequence_number = 2");

        await InSystem(async (kit, probe) =>
        {
            kit.Sys.ActorOf(Props.Create(() => new Ledger("a", probe.Ref)));
            Assert.StartsWith("not recovered", await probe.ExpectMsgAsync<string>(), StringComparison.Ordinal);
        });
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        store.Dispose();
    }

    private async Task InSystem(Func<Kit, TestProbe, Task> act)
    {
        var kit = new Kit(store.Config);
        await act(kit, kit.CreateTestProbe());
        await kit.Sys.Terminate();
    }

    private static async Task<IActorRef> Start(Kit kit, TestProbe probe, string id, string expected)
    {
        var ledger = kit.Sys.ActorOf(Props.Create(() => new Ledger(id, probe.Ref)));
        await probe.ExpectMsgAsync(expected);
        return ledger;
    }
}
