using Npgsql;

namespace Akka.Persistence.Sql.Db;

/// <summary>The tables as Akka.Persistence.Sql's default mapping creates them on PostgreSQL, so that either program opens the other's database.</summary>
internal static class PostgresTables
{
    /// <summary>Two programs that start at once must not create the same tables: the second waits here, and then finds them. The number is any that others do not use: "jobs.sql".</summary>
    private const long SchemaLock = 0x6A6F_6273_2E73_716C;

    /// <summary>
    /// What is there is left alone, so that a role without the right to create tables can run on tables that somebody else made.
    /// </summary>
    private const string AreThere = """
        SELECT to_regclass('snapshot') IS NOT NULL AND EXISTS (
            SELECT FROM pg_index
            WHERE indrelid = to_regclass('journal') AND indisunique AND indisvalid AND indpred IS NULL AND indnkeyatts = 2
                AND pg_get_indexdef(indexrelid) LIKE '%(persistence_id, sequence_number)')
        """;

    /// <remarks>
    /// <c>journal_uq</c> is the fence against two writers of one persistence id: without it a second writer would go unnoticed. Akka.Persistence.Sql also
    /// indexes <c>created</c> and <c>sequence_number</c>, for queries that are never made here; it adds them when it opens the database. Each commit would
    /// pay for them.
    /// </remarks>
    private const string Create = """
        CREATE TABLE IF NOT EXISTS journal (
            ordering BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
            created BigInt NOT NULL,
            deleted Boolean NOT NULL,
            persistence_id VarChar(255) NOT NULL,
            sequence_number BigInt NOT NULL,
            message bytea NOT NULL,
            manifest VarChar(500) NULL,
            identifier Int NULL,
            writer_uuid VarChar(128) NULL,
            CONSTRAINT "PK_journal" PRIMARY KEY (ordering)
        );
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id VarChar(255) NOT NULL,
            sequence_number BigInt NOT NULL,
            created BigInt NOT NULL,
            snapshot bytea NULL,
            manifest VarChar(500) NULL,
            serializer_id Int NULL,
            CONSTRAINT "PK_snapshot" PRIMARY KEY (persistence_id, sequence_number)
        );
        """;

    private const string CreateFence = "ALTER TABLE journal ADD CONSTRAINT journal_uq UNIQUE (persistence_id, sequence_number)";

    public static void CreateMissing(Func<NpgsqlConnection> open)
    {
        using var connection = open();
        if (ExistIn(connection))
            return;

        using var transaction = connection.BeginTransaction();
        Run(connection, $"SELECT pg_advisory_xact_lock({SchemaLock})");
        if (!ExistIn(connection))
        {
            Run(connection, Create);
            if (!ExistIn(connection))
                Run(connection, CreateFence);
        }

        transaction.Commit();
    }

    private static bool ExistIn(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(AreThere, connection);
        return (bool)command.ExecuteScalar()!;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
