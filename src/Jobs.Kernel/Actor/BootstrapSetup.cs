using Akka.Configuration;

namespace Akka.Actor;

/// <summary>The configuration that a system starts with.</summary>
public sealed class BootstrapSetup : Setup.Setup
{
    private BootstrapSetup(Config? config) => Configuration = config;

    internal Config? Configuration { get; }

    public static BootstrapSetup Create() => new(null);

    public BootstrapSetup WithConfig(Config config) => new(config);

    public BootstrapSetup WithConfigFallback(Config config) => new(Configuration is null ? config : Configuration.WithFallback(config));
}
