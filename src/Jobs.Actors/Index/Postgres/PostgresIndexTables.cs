using Jobs.Index.Tables;
using Npgsql;

namespace Jobs.Index.Postgres;

/// <summary>Brings the tables to the version of this program. What is right already is only looked at, so that a role without the right to create tables can run on them.</summary>
internal static class PostgresIndexTables
{
    /// <summary>Two programs that start at once must not create the same tables: the second waits here, and then finds them. The number is any that others do not use: "jobs.idx".</summary>
    private const long SchemaLock = 0x6A6F_6273_2E69_6478;

    /// <remarks>Not by to_regclass, which may remember what it did not find before.</remarks>
    private const string IsThere = "SELECT EXISTS (SELECT FROM pg_class WHERE relname = 'jobs_schema' AND pg_table_is_visible(oid))";

    /// <exception cref="IndexVersionException">A newer version has written them.</exception>
    public static void BringUpToDate(NpgsqlConnection connection)
    {
        if (ReadVersion(connection) == IndexTables.Version)
            return;

        using var transaction = connection.BeginTransaction();
        Run(connection, $"SELECT pg_advisory_xact_lock({SchemaLock})");
        // Another process may have been faster.
        for (var version = ReadVersion(connection); version < IndexTables.Version; version++)
        {
            foreach (var step in IndexTables.MigrationFrom(version, SqlTypes.Postgres))
                Run(connection, step);
        }

        transaction.Commit();
    }

    private static int ReadVersion(NpgsqlConnection connection)
    {
        if (Read(connection, IsThere) is not true)
            return 0;
        var version = (int)(long)Read(connection, IndexTables.ReadVersion)!;
        return version <= IndexTables.Version ? version : throw new IndexVersionException(version, IndexTables.Version);
    }

    private static object? Read(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
