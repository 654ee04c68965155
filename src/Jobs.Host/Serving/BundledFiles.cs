using Jobs.Hosting;

namespace Jobs.Host.Serving;

/// <summary>The configuration files that lie beside the program.</summary>
internal static class BundledFiles
{
    /// <summary>The sample queues.</summary>
    public static SettingsSource Sample() => SettingsSource.FromFile(PathOf("demo.conf")) with { Name = "sample queues" };

    /// <summary>What the host sets in the actor system.</summary>
    public static string HostHocon() => File.ReadAllText(PathOf("host.conf"));

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "hocon", name);
}
