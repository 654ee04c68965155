using Akka.Persistence.Sql.Db;
using Jobs.Kernel.Tests.Persistence.Sql;
using Jobs.Tests.Postgres;
using Npgsql;

namespace Jobs.Kernel.Tests.Persistence.Internals;

[Collection(PostgresCollection.Name)]
public sealed class PostgresSessionTests : SqlSessionConformance
{
    private readonly PostgresServer _server;
    private readonly PostgresStore _store;

    public PostgresSessionTests(PostgresCollection.SharedServer shared)
        : this(shared.Server, new PostgresStore(shared.Server))
    {
    }

    private PostgresSessionTests(PostgresServer server, PostgresStore store)
        : base(store) => (_server, _store) = (server, store);

    /// <summary>By name, type, whether null is allowed and whether the database counts; as in Akka.Persistence.Sql's default mapping for PostgreSQL.15.</summary>
    [PostgresFact]
    public void The_tables_are_those_of_Akka_Persistence_Sql()
    {
        Initialized();

        Assert.Equal(
            [
                "ordering|bigint|NO|ALWAYS", "created|bigint|NO|", "deleted|boolean|NO|", "persistence_id|character varying(255)|NO|", "sequence_number|bigint|NO|",
                "message|bytea|NO|", "manifest|character varying(500)|YES|", "identifier|integer|YES|", "writer_uuid|character varying(128)|YES|",
            ],
            Columns("journal"));
        Assert.Equal(
            [
                "persistence_id|character varying(255)|NO|", "sequence_number|bigint|NO|", "created|bigint|NO|",
                "snapshot|bytea|YES|", "manifest|character varying(500)|YES|", "serializer_id|integer|YES|",
            ],
            Columns("snapshot"));
        Assert.Equal(
            ["PK_journal|PRIMARY KEY (ordering)", "PK_snapshot|PRIMARY KEY (persistence_id, sequence_number)", "journal_uq|UNIQUE (persistence_id, sequence_number)"],
            _store.Query("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid IN ('journal'::regclass, 'snapshot'::regclass) ORDER BY conname COLLATE \"C\""));
    }

    [PostgresFact]
    public void Two_programs_that_start_at_once_make_the_tables_once()
    {
        Parallel.For(0, 4, _ => Database().Initialize());

        Assert.Equal(["2"], _store.Query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [PostgresFact]
    public void A_fence_that_is_missing_is_made()
    {
        Initialized();
        PostgresServer.Execute(_store.ConnectionString, "ALTER TABLE journal DROP CONSTRAINT journal_uq");

        Initialized();

        Store(Database(), Rows("a", 1, 1));
        Assert.Equal("23505", Assert.Throws<PostgresException>(() => Store(Database(), Rows("a", 1, 1))).SqlState);
    }

    [PostgresFact]
    public void A_role_that_may_only_read_and_write_rows_is_enough_once_the_tables_are_there()
    {
        Initialized();
        var role = $"{new NpgsqlConnectionStringBuilder(_store.ConnectionString).Database}_runner";
        PostgresServer.Execute(_store.ConnectionString, $"CREATE ROLE {role} LOGIN PASSWORD 'runner'; GRANT SELECT, INSERT, UPDATE, DELETE ON journal, snapshot TO {role}");
        var limited = new PostgresDatabase(_server.ConnectionTo(new NpgsqlConnectionStringBuilder(_store.ConnectionString).Database!, role, "runner"), "full");

        limited.Initialize();
        Store(limited, Rows("a", 1, 3));
        using (var writes = limited.OpenJournalWrites())
            writes.DeleteTo("a", 2);
        using (var snapshots = limited.OpenSnapshots())
        {
            snapshots.Save(new SnapshotRow("a", 1, 1, [1], 1, "m"));
            snapshots.Save(new SnapshotRow("a", 1, 2, [1], 1, "m"));
            snapshots.Delete(new SnapshotRange("a", 0, 9, 0, 9));
        }

        using var reads = limited.OpenJournalReads();
        Assert.Equal(3, reads.ReadHighestSequenceNr("a"));
    }

    [PostgresFact]
    public void Defaults_of_the_database_do_not_decide_what_a_commit_means()
    {
        Initialized();
        var name = new NpgsqlConnectionStringBuilder(_store.ConnectionString).Database;
        PostgresServer.Execute(_store.ConnectionString, $"""
            ALTER DATABASE {name} SET synchronous_commit = off;
            ALTER DATABASE {name} SET default_transaction_isolation = 'serializable';
            CREATE TABLE seen (durable text, isolation text);
            CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN INSERT INTO seen VALUES (current_setting(''synchronous_commit''), current_setting(''transaction_isolation'')); RETURN NULL; END';
            CREATE TRIGGER see AFTER INSERT ON journal EXECUTE FUNCTION see();
            """);

        Store(Database("full"), Rows("a", 1, 1));
        Store(Database("normal"), Rows("a", 2, 2));

        Assert.Equal(["on|read committed", "off|read committed"], _store.Query("SELECT durable, isolation FROM seen"));
    }

    [PostgresFact]
    public void A_read_only_database_is_not_the_fault_of_one_write()
    {
        var database = Initialized();
        PostgresServer.Execute(_store.ConnectionString, $"ALTER DATABASE {new NpgsqlConnectionStringBuilder(_store.ConnectionString).Database} SET default_transaction_read_only = on");

        var refused = Assert.Throws<PostgresException>(() => Store(database, Rows("a", 1, 2)));

        Assert.Equal("25006", refused.SqlState);
        Assert.False(database.IsFaultOfOneWrite(refused));
    }

    private List<string> Columns(string table) => _store.Query($"""
        SELECT column_name, data_type || coalesce('(' || character_maximum_length || ')', ''), is_nullable, identity_generation
        FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position
        """);
}
