using System.Collections.Frozen;

namespace Jobs.Workers;

/// <summary>The exceptions that a queue calls permanent, by the full name of their type or of one that they derive from.</summary>
internal sealed class PermanentTypes(IEnumerable<string> names)
{
    private readonly FrozenSet<string> _names = names.ToFrozenSet(StringComparer.Ordinal);

    public bool Contains(Exception exception)
    {
        if (_names.Count == 0)
            return false;
        for (var type = exception.GetType(); type is not null; type = type.BaseType)
        {
            if (NameOf(type) is { } name && _names.Contains(name))
                return true;
        }

        return false;
    }

    // Of a generic type the name without its arguments, which nobody could write down.
    private static string? NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName;
}
