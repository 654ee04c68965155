using Akka.Configuration;

namespace Akka.Persistence.Sql.Db;

/// <summary>From a plugin's configuration to its database. Providers have linq2db's names.</summary>
internal static class SqlDatabases
{
    public static ISqlDatabase From(Config plugin)
    {
        var connectionString = plugin.GetString("connection-string");
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new ConfigurationException("connection-string: expected a connection string, got nothing");

        return plugin.GetString("provider-name") switch
        {
            SqliteDatabase.ProviderName => new SqliteDatabase(connectionString, plugin.GetString("synchronous", "full")!),
            PostgresDatabase.ProviderName => new PostgresDatabase(connectionString, plugin.GetString("synchronous", "full")!),
            var other => throw new ConfigurationException($"provider-name: expected {SqliteDatabase.ProviderName} or {PostgresDatabase.ProviderName}, got '{other}'"),
        };
    }
}
