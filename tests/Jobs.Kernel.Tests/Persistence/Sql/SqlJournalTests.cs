using Akka.Actor;
using Akka.TestKit;
using Kit = Akka.TestKit.Xunit2.TestKit;

namespace Jobs.Kernel.Tests.Persistence.Sql;

public sealed class SqlJournalTests : IDisposable
{
    private readonly SqlFolder _folder = new();

    [Fact]
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

    [Fact]
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
            _folder.Query("SELECT ordering, deleted, persistence_id, sequence_number, hex(message), identifier, manifest, length(writer_uuid) FROM journal"));
        Assert.Equal(["1"], _folder.Query($"SELECT DISTINCT created > {before} FROM journal"));
        Assert.Equal(
            ["a|2|0F00000000000000|4711|total|1"],
            _folder.Query($"SELECT persistence_id, sequence_number, hex(snapshot), serializer_id, manifest, created > {before} FROM snapshot"));
    }

    [Fact]
    public async Task The_index_that_fences_a_second_writer_is_there()
    {
        await InSystem((kit, probe) => Start(kit, probe, "a", "recovered 0 at 0"));

        Assert.Equal(
            ["1|persistence_id", "1|sequence_number"],
            _folder.Query("""SELECT l."unique", i.name FROM pragma_index_list('journal') l, pragma_index_info(l.name) i WHERE l.name = 'journal_uq' ORDER BY i.seqno"""));
    }

    [Fact]
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
            ["a|1|1", "b|1|2", "b|2|3"],
            _folder.Query("SELECT persistence_id, sequence_number, hex(substr(message, 1, 1)) + 0 FROM journal ORDER BY persistence_id, sequence_number"));
    }

    [Fact]
    public async Task What_cannot_be_serialized_is_rejected_and_not_stored()
    {
        await InSystem(async (kit, probe) =>
        {
            var ledger = await Start(kit, probe, "a", "recovered 0 at 0");
            ledger.Tell(Ledger.Add(13));
            await probe.ExpectMsgAsync("rejected Added { Amount = 13 }: thirteen cannot be written");
        });

        Assert.Equal(["0"], _folder.Query("SELECT count(*) FROM journal"));
    }

    [Fact]
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

        Assert.Equal(["4|1"], _folder.Query("SELECT sequence_number, deleted FROM journal"));
        await InSystem((kit, probe) => Start(kit, probe, "a", "recovered 0 at 4"));
    }

    [Fact]
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

    [Fact]
    public async Task A_database_that_cannot_be_opened_stops_the_actor_with_the_reason()
    {
        var kit = new Kit(SqlFolder.ConfigFor("Data Source=/nowhere/at/all.db"));
        var probe = kit.CreateTestProbe();

        var ledger = kit.Watch(kit.Sys.ActorOf(Props.Create(() => new Ledger("a", probe.Ref))));

        Assert.Contains("unable to open database file", await probe.ExpectMsgAsync<string>(), StringComparison.Ordinal);
        await kit.ExpectTerminatedAsync(ledger);
        await kit.Sys.Terminate();
    }

    [Fact]
    public async Task Two_writers_that_were_active_at_the_same_time_are_found_at_recovery()
    {
        await InSystem(async (kit, probe) =>
        {
            var ledger = await Start(kit, probe, "a", "recovered 0 at 0");
            for (var i = 1; i <= 3; i++)
                ledger.Tell(Ledger.Add(i));
            await kit.FishForMessageAsync<string>(message => message == "added 3 at 3");
        });
        _folder.Query("UPDATE journal SET writer_uuid = 'another' WHERE sequence_number = 2");

        await InSystem(async (kit, probe) =>
        {
            kit.Sys.ActorOf(Props.Create(() => new Ledger("a", probe.Ref)));
            Assert.StartsWith("not recovered", await probe.ExpectMsgAsync<string>(), StringComparison.Ordinal);
        });
    }

    public void Dispose() => _folder.Dispose();

    private async Task InSystem(Func<Kit, TestProbe, Task> act)
    {
        var kit = new Kit(_folder.Config);
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
