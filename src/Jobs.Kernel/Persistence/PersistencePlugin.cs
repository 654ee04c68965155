using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>A journal or snapshot store that runs.</summary>
internal sealed class PersistencePlugin(IActorRef plugin, Config config)
{
    public IActorRef Ref { get; } = plugin;

    public Config Config { get; } = config;

    /// <summary>The way past the plugin's mailbox, for plugins that have one while they are open.</summary>
    public IDirectWriter? DirectWriter { get; set; }
}

/// <summary>A journal that takes writes on the persistent actor's own thread and answers it from its own: two hops less than by messages.</summary>
internal interface IDirectWriter
{
    void Write(WriteMessages writes);
}
