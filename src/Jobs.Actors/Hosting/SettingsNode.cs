using Akka.Configuration.Hocon;

namespace Jobs.Hosting;

/// <summary>A place in a configuration: an object with named children, a list, or one value. Knows which source it is from.</summary>
internal sealed class SettingsNode
{
    private readonly HoconValue? _value;
    private readonly Dictionary<string, SettingsNode>? _children;

    private SettingsNode(string source, HoconValue? value, Dictionary<string, SettingsNode>? children)
    {
        Source = source;
        _value = value;
        _children = children;
    }

    public string Source { get; }

    public bool IsSection => _children is not null;

    /// <summary>In the order written.</summary>
    public IEnumerable<string> Keys => _children?.Keys ?? Enumerable.Empty<string>();

    /// <summary>The value; null when it is empty, <c>null</c>, a section or a list.</summary>
    public string? Text => _value?.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The items of a list; null when it is none. No value at all counts as an empty list: Akka.NET cannot tell them apart.</summary>
    public IReadOnlyList<string?>? Items => IsSection || Text is not null ? null : [.. _value!.GetArray().Select(item => item.GetString())];

    /// <summary>What stands here, for "got …".</summary>
    public string Shown => IsSection ? "a section { }" : Text ?? (Items is { Count: > 0 } ? "a list" : "nothing");

    /// <summary>The one key beneath; null when there are several or none.</summary>
    public string? OnlyKey => _children is { Count: 1 } ? _children.Keys.First() : null;

    public SettingsNode? this[string key] => _children?.GetValueOrDefault(key);

    public static SettingsNode Of(HoconValue? value, string source)
    {
        var tree = value?.GetObject();
        return tree is null
            ? new SettingsNode(source, value, null)
            : new SettingsNode(source, null, tree.Items.ToDictionary(item => item.Key, item => Of(item.Value, source), StringComparer.Ordinal));
    }

    /// <summary>This where it speaks, <paramref name="beneath"/> where it is silent.</summary>
    public SettingsNode Over(SettingsNode beneath)
    {
        if (_children is null || beneath._children is null)
            return this;
        var merged = new Dictionary<string, SettingsNode>(_children, StringComparer.Ordinal);
        foreach (var (key, child) in beneath._children)
            merged[key] = merged.TryGetValue(key, out var own) ? own.Over(child) : child;
        return new SettingsNode(Source, null, merged);
    }
}
