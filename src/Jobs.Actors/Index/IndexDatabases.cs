using System.Diagnostics;
using Jobs.Hosting;
using Jobs.Index.Postgres;
using Jobs.Index.Sqlite;

namespace Jobs.Index;

/// <summary>From settings to the database that they name. Nothing is opened yet.</summary>
internal static class IndexDatabases
{
    public static IIndexDatabase Of(IndexSettings settings) => settings switch
    {
        SqliteIndexSettings sqlite => new SqliteIndexDatabase(sqlite.Path, sqlite.IsPowerSafe),
        PostgresIndexSettings postgres => new PostgresIndexDatabase(postgres.ConnectionString, postgres.IsPowerSafe),
        _ => throw new UnreachableException($"No index can be made of {settings.GetType().Name}."),
    };
}
