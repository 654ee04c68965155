using Jobs.Hosting;

namespace Jobs.Host.Serving;

/// <summary>The database of the journal, as the persistence plugin is told about it. The connection string may hold a password.</summary>
internal sealed class JournalDatabase
{
    private const string SqliteProvider = "SQLite.MS";
    private const string PostgresProvider = "PostgreSQL.15";

    private JournalDatabase(string connectionString, string providerName)
    {
        ConnectionString = connectionString;
        ProviderName = providerName;
    }

    public string ConnectionString { get; }

    /// <summary>By linq2db's name.</summary>
    public string ProviderName { get; }

    public static JournalDatabase Sqlite(string path) => new($"Data Source={path}", SqliteProvider);

    public static JournalDatabase Postgres(PostgresConnection connection) => new(connection.ConnectionString, PostgresProvider);
}
