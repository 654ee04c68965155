using Akka.Configuration;

namespace Jobs.Hosting;

/// <summary>A text in HOCON and what to call it in messages.</summary>
/// <param name="Name">A file's path, mostly.</param>
public sealed record SettingsSource(string Name, string Text)
{
    public static SettingsSource FromFile(string path) => new(path, File.ReadAllText(path));

    /// <summary>The text as a tree, or null and a problem that says where it cannot be read.</summary>
    internal SettingsNode? Parse(List<SettingsProblem> problems)
    {
        try
        {
            return SettingsNode.Of(ConfigurationFactory.ParseString(Text).Root, Name);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Akka.NET's parser throws whatever it stumbles over (FormatException, KeyNotFoundException ...); the kernel's only ConfigurationException.
            problems.Add(new SettingsProblem(Name, fault.Message));
            return null;
        }
    }
}
