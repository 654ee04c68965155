using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace Akka.Persistence;

/// <summary>The journals and snapshot stores of a system, each started when it is first asked for. A plugin's id is the path of its configuration.</summary>
public class PersistenceExtension : IExtension
{
    private const string JournalFallback = "akka.persistence.journal-plugin-fallback";
    private const string SnapshotStoreFallback = "akka.persistence.snapshot-store-plugin-fallback";

    private readonly ConcurrentDictionary<string, Lazy<PersistencePlugin>> _plugins = new(StringComparer.Ordinal);
    private readonly ExtendedActorSystem _system;
    private readonly Lazy<IActorRef> _recoveryPermitter;
    private int _lastInstanceId;

    public PersistenceExtension(ExtendedActorSystem system)
    {
        _system = system;
        system.Settings.InjectTopLevelFallback(Persistence.DefaultConfig());
        var recoveriesMax = system.Settings.Config.GetInt("akka.persistence.max-concurrent-recoveries");
        _recoveryPermitter = new Lazy<IActorRef>(() => system.SystemActorOf(Props.Create(() => new RecoveryPermitter(recoveriesMax)), "recoveryPermitter"));
    }

    public IActorRef JournalFor(string? journalPluginId) => Journal(journalPluginId).Ref;

    public IActorRef SnapshotStoreFor(string? snapshotPluginId) => SnapshotStore(snapshotPluginId).Ref;

    internal PersistencePlugin Journal(string? pluginId) => Plugin(pluginId, "akka.persistence.journal.plugin", JournalFallback);

    internal PersistencePlugin SnapshotStore(string? pluginId) => Plugin(pluginId, "akka.persistence.snapshot-store.plugin", SnapshotStoreFallback);

    internal IActorRef RecoveryPermitter() => _recoveryPermitter.Value;

    /// <summary>Tells incarnations of persistent actors apart.</summary>
    internal int NextInstanceId() => Interlocked.Increment(ref _lastInstanceId);

    /// <summary>The configuration of the journal whose actor is starting: its name is the plugin's id.</summary>
    internal Config JournalConfigOf(IActorRef journal) => Section(journal.Path.Name, JournalFallback);

    private PersistencePlugin Plugin(string? pluginId, string defaultPath, string fallbackPath)
    {
        var id = string.IsNullOrEmpty(pluginId) ? _system.Settings.Config.GetString(defaultPath, "") : pluginId;
        if (id.Length == 0)
            throw new ConfigurationException($"{defaultPath}: expected the path of a plugin, got nothing");
        return _plugins.GetOrAdd(id, path => new Lazy<PersistencePlugin>(() => Start(path, fallbackPath))).Value;
    }

    private Config Section(string pluginId, string fallbackPath)
    {
        var section = _system.Settings.Config.GetConfig(pluginId)
            ?? throw new ArgumentException($"Persistence config is missing plugin config path for: {pluginId}");
        return section.WithFallback(_system.Settings.Config.GetConfig(fallbackPath));
    }

    private PersistencePlugin Start(string pluginId, string fallbackPath)
    {
        var config = Section(pluginId, fallbackPath);
        var className = config.GetString("class", "");
        var type = ConfiguredType.Find(className)
            ?? throw new ConfigurationException($"{pluginId}.class: expected the name of a class, got '{className}'");
        object[] arguments = type.GetConstructor([typeof(Config)]) is null ? [] : [config];
        return new PersistencePlugin(_system.SystemActorOf(Props.Create(type, arguments), pluginId), config);
    }
}
