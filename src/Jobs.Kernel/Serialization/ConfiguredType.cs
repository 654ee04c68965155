using System.Reflection;

namespace Akka.Serialization;

/// <summary>Types named in configuration as <c>Namespace.Type, Assembly</c>.</summary>
internal static class ConfiguredType
{
    /// <summary>
    /// Null when there is no such type. Names written for Akka.NET's own assemblies are found by their full name alone, because here those types live elsewhere.
    /// </summary>
    public static Type? Find(string name)
    {
        if (Type.GetType(name, throwOnError: false) is { } found)
            return found;

        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var fullName = (comma < 0 ? name : name[..comma]).Trim();
        return AppDomain.CurrentDomain.GetAssemblies().Select(Look).FirstOrDefault(type => type is not null);

        Type? Look(Assembly assembly) => assembly.GetType(fullName, throwOnError: false);
    }
}
