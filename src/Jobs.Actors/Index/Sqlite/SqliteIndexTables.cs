using Akka.Persistence.Sql.Db;
using Jobs.Index.Tables;
using SQLitePCL;

namespace Jobs.Index.Sqlite;

/// <summary>Brings a file to the version of this program. The connection is only good for closing if that fails.</summary>
internal static class SqliteIndexTables
{
    /// <exception cref="IndexVersionException">A newer version has written the file.</exception>
    public static void BringUpToDate(sqlite3 database)
    {
        if (ReadVersion(database) == IndexTables.Version)
            return;

        Run(database, "BEGIN IMMEDIATE");
        // Another process may have been faster.
        for (var version = ReadVersion(database); version < IndexTables.Version; version++)
        {
            foreach (var step in IndexTables.MigrationFrom(version, SqlTypes.Sqlite))
                Run(database, step);
        }

        Run(database, "COMMIT");
    }

    private static int ReadVersion(sqlite3 database)
    {
        if (ReadNumber(database, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'jobs_schema'") == 0)
            return 0;
        var version = (int)ReadNumber(database, IndexTables.ReadVersion);
        return version <= IndexTables.Version ? version : throw new IndexVersionException(version, IndexTables.Version);
    }

    private static long ReadNumber(sqlite3 database, string sql)
    {
        using var statement = new SqliteStatement(database, sql);
        statement.Step();
        return statement.Int64(0);
    }

    private static void Run(sqlite3 database, string sql)
    {
        using var statement = new SqliteStatement(database, sql);
        statement.Run();
    }
}
