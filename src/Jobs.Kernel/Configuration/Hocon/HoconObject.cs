using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Keys and their values, in the order in which they were first written.</summary>
public class HoconObject
{
    public Dictionary<string, HoconValue> Items { get; } = new(StringComparer.Ordinal);

    public HoconValue? GetKey(string key) => Items.GetValueOrDefault(key);

    public override string ToString() => ToString(0);

    public string ToString(int indent)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in Items)
            text.Append(' ', indent * 2).Append(HoconPath.Quote(key)).Append(" : ").Append(value.ToString(indent)).Append('\n');
        return text.ToString();
    }

    /// <summary>A new object: <paramref name="above"/> wins, objects on both sides are merged.</summary>
    internal static HoconObject Merge(HoconObject beneath, HoconObject above)
    {
        var merged = new HoconObject();
        foreach (var (key, value) in beneath.Items)
            merged.Items[key] = value;
        foreach (var (key, value) in above.Items)
            merged.Items[key] = merged.Items.TryGetValue(key, out var other) && other.IsObject() && value.IsObject()
                ? HoconValue.OfObject(Merge(other.GetObject()!, value.GetObject()!))
                : value;
        return merged;
    }
}
