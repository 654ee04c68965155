using System.Reflection;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

public class ConfigurationFactory
{
    public static Config Empty => ParseString("");

    /// <summary>Reads HOCON. A syntax error is a <see cref="ConfigurationException"/> with line and column.</summary>
    public static Config ParseString(string hocon) => new(HoconParser.Parse(hocon));

    /// <summary>The reference configuration: every key that the runtime itself reads, with its default.</summary>
    public static Config Default() => FromResource("Akka.Configuration.akka.conf", typeof(ConfigurationFactory).Assembly);

    public static Config FromResource(string resourceName, Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new ConfigurationException($"{resourceName}: no such resource in {assembly.GetName().Name}");
        using var reader = new StreamReader(stream);
        return ParseString(reader.ReadToEnd());
    }
}
