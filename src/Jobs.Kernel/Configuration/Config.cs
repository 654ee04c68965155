using System.Diagnostics.CodeAnalysis;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>An immutable tree of settings, addressed by dotted paths (<c>a.b."c.d"</c>), with its fallbacks already merged beneath it.</summary>
public class Config
{
    private readonly HoconValue? _own;

    public Config()
    {
    }

    public Config(HoconRoot root)
    {
        ArgumentNullException.ThrowIfNull(root);
        _own = root.Value;
        Root = root.Value;
    }

    private Config(HoconValue? own, HoconValue merged)
    {
        _own = own;
        Root = merged;
    }

    public static Config Empty => ConfigurationFactory.Empty;

    public virtual bool IsEmpty => Root is null || Root.IsEmpty;

    /// <summary>The whole tree, fallbacks included.</summary>
    public virtual HoconValue Root { get; } = HoconValue.OfObject(new HoconObject());

    public virtual bool GetBoolean(string path, bool @default = false) => Find(path)?.GetBoolean() ?? @default;

    public virtual long? GetByteSize(string path) => GetByteSize(path, null);

    public virtual long? GetByteSize(string path, long? def = null) => Find(path) is { } value ? value.GetByteSize() : def;

    public virtual int GetInt(string path, int @default = 0) => Find(path)?.GetInt() ?? @default;

    public virtual long GetLong(string path, long @default = 0) => Find(path)?.GetLong() ?? @default;

    public virtual double GetDouble(string path, double @default = 0) => Find(path)?.GetDouble() ?? @default;

    [return: NotNullIfNotNull(nameof(@default))]
    public virtual string? GetString(string path, string? @default = null) => Find(path) is { } value ? value.GetString() ?? @default : @default;

    public virtual IList<string> GetStringList(string path) => Find(path)?.GetStringList() ?? [];

    /// <summary>The time at <paramref name="path"/>: a number with a unit, or milliseconds when it has none.</summary>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true)
        => Find(path)?.GetTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();

    /// <summary>The tree under <paramref name="path"/>, or null when there is none.</summary>
    public virtual Config? GetConfig(string path) => Find(path) is { } value ? new Config(new HoconRoot(value)) : null;

    public HoconValue? GetValue(string path) => Find(path);

    public virtual bool HasPath(string path) => Find(path) is not null;

    /// <summary>This configuration where it speaks, <paramref name="fallback"/> where it is silent.</summary>
    public virtual Config WithFallback(Config? fallback)
    {
        if (ReferenceEquals(fallback, this))
            throw new ArgumentException("Config can not have itself as fallback", nameof(fallback));
        if (fallback is null || fallback.IsEmpty)
            return this;
        if (IsEmpty)
            return fallback;

        return Root.IsObject() && fallback.Root.IsObject()
            ? new Config(_own, HoconValue.OfObject(HoconObject.Merge(fallback.Root.GetObject()!, Root.GetObject()!)))
            : this;
    }

    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable()
        => Root.GetObject()?.Items ?? Enumerable.Empty<KeyValuePair<string, HoconValue>>();

    public override string ToString() => _own?.ToString() ?? "";

    public string ToString(bool includeFallback) => includeFallback ? Root.ToString() : ToString();

    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    private HoconValue? Find(string path)
    {
        var node = Root;
        foreach (var key in HoconPath.Split(path))
        {
            node = node.GetChildObject(key);
            if (node is null)
                return null;
        }

        return node;
    }
}
