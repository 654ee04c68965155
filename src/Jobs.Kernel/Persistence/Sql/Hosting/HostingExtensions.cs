using Akka.Configuration;
using Akka.Configuration.Hocon;
using Akka.Hosting;
using Akka.Persistence.Hosting;

namespace Akka.Persistence.Sql.Hosting;

public static class HostingExtensions
{
    /// <summary>Keeps journal and snapshots in a database.</summary>
    /// <param name="builder">The host's actor system.</param>
    /// <param name="connectionString">For the provider's driver.</param>
    /// <param name="providerName">By linq2db's name: <c>SQLite.MS</c> or <c>PostgreSQL.15</c>.</param>
    /// <param name="mode">What is kept there.</param>
    /// <param name="autoInitialize">Whether tables that are missing are created.</param>
    /// <param name="pluginIdentifier">The last part of the plugins' ids: <c>akka.persistence.journal.sql</c> for <c>sql</c>.</param>
    /// <param name="isDefaultPlugin">Whether persistent actors that name no plugin use this one.</param>
    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder,
        string connectionString,
        string providerName,
        PersistenceMode mode = PersistenceMode.Both,
        bool autoInitialize = true,
        string pluginIdentifier = "sql",
        bool isDefaultPlugin = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(providerName);
        if (mode is PersistenceMode.Both or PersistenceMode.Journal)
            Add("journal");
        if (mode is PersistenceMode.Both or PersistenceMode.SnapshotStore)
            Add("snapshot-store");
        return builder;

        void Add(string kind)
        {
            var plugin = $"akka.persistence.{kind}.{pluginIdentifier}";
            builder.AddHocon(
                ConfigurationFactory.ParseString($$"""
                    {{plugin}} {
                      connection-string = {{HoconPath.Quote(connectionString)}}
                      provider-name = {{HoconPath.Quote(providerName)}}
                      auto-initialize = {{(autoInitialize ? "on" : "off")}}
                    }
                    """),
                HoconAddMode.Prepend);
            if (isDefaultPlugin)
                builder.AddHocon(ConfigurationFactory.ParseString($"akka.persistence.{kind}.plugin = \"{plugin}\""), HoconAddMode.Prepend);

            // A plugin under another name has the same defaults.
            var defaults = Persistence.DefaultConfig().GetConfig($"akka.persistence.{kind}.sql")!;
            builder.AddHocon(ConfigurationFactory.ParseString($"{plugin} {{\n{defaults}}}"), HoconAddMode.Append);
        }
    }
}
