using System.Collections.Immutable;
using Akka.Configuration;

namespace Akka.Actor.Internal;

internal sealed record ShutdownPhase(string Name, TimeSpan Timeout, bool Recover, ImmutableArray<string> DependsOn)
{
    /// <summary>The phases of the configuration, every one after those that it depends on.</summary>
    public static ImmutableArray<ShutdownPhase> FromConfig(Config config)
    {
        var defaultTimeout = config.GetTimeSpan("default-phase-timeout");
        var phases = config.GetConfig("phases") ?? throw new ConfigurationException("Invalid phase configuration.");
        return Sort([.. phases.Root.GetObject()!.Items.Keys.Select(name => Parse(name, phases.GetConfig(name)!, defaultTimeout))]);
    }

    private static ShutdownPhase Parse(string name, Config phase, TimeSpan defaultTimeout) => new(
        name,
        phase.GetTimeSpan("timeout", defaultTimeout),
        phase.GetBoolean("recover", true),
        [.. phase.GetStringList("depends-on")]);

    private static ImmutableArray<ShutdownPhase> Sort(ShutdownPhase[] phases)
    {
        var byName = phases.ToDictionary(phase => phase.Name);
        var sorted = ImmutableArray.CreateBuilder<ShutdownPhase>();
        var entered = new HashSet<string>();
        foreach (var phase in phases)
            Visit(phase);
        return sorted.ToImmutable();

        void Visit(ShutdownPhase phase)
        {
            if (sorted.Contains(phase))
                return;
            if (!entered.Add(phase.Name))
                throw new ArgumentException($"Cycle detected in graph of phases. It must be a DAG. phase [{phase.Name}] depends transitively on itself.");
            foreach (var before in phase.DependsOn)
                if (byName.TryGetValue(before, out var dependency))
                    Visit(dependency);
            sorted.Add(phase);
        }
    }
}
