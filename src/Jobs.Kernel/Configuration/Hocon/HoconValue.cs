using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>One value: an object, a list, a text, or <c>null</c>. Numbers and units stay text until they are asked for.</summary>
public class HoconValue
{
    private readonly object? _content;

    private HoconValue(object? content) => _content = content;

    public bool IsEmpty => _content is null or HoconObject { Items.Count: 0 };

    internal static HoconValue OfObject(HoconObject content) => new(content);

    internal static HoconValue OfArray(List<HoconValue> content) => new(content);

    internal static HoconValue OfText(string? content) => new(content);

    /// <summary>What stands for this value until the whole file has been read.</summary>
    internal static HoconValue OfUnresolved(HoconConcatenation content) => new(content);

    internal HoconConcatenation? Unresolved => _content as HoconConcatenation;

    public bool IsObject() => _content is HoconObject;

    public HoconObject? GetObject() => _content as HoconObject;

    public HoconValue? GetChildObject(string key) => GetObject()?.GetKey(key);

    public bool IsString() => _content is null or string;

    public string? GetString() => _content as string;

    /// <summary>Whether this is a list with something in it.</summary>
    public bool IsArray() => _content is List<HoconValue> { Count: > 0 };

    public IList<HoconValue> GetArray() => _content as List<HoconValue> ?? [];

    public IList<string> GetStringList() => [.. GetArray().Select(item => item.GetString() ?? "")];

    public bool GetBoolean() => GetString() switch
    {
        "on" or "true" => true,
        "off" or "false" => false,
        var other => throw new NotSupportedException($"Unknown boolean format: {other}"),
    };

    public int GetInt() => int.Parse(Text, NumberFormatInfo.InvariantInfo);

    public long GetLong() => long.Parse(Text, NumberFormatInfo.InvariantInfo);

    public double GetDouble() => double.Parse(Text, NumberFormatInfo.InvariantInfo);

    public TimeSpan GetTimeSpan(bool allowInfinite = true) => HoconUnits.ParseTimeSpan(Text, allowInfinite);

    public long? GetByteSize() => string.IsNullOrEmpty(GetString()) ? null : HoconUnits.ParseByteSize(Text);

    public override string ToString() => ToString(0);

    public virtual string ToString(int indent) => _content switch
    {
        null => "null",
        string text => HoconPath.Quote(text),
        HoconObject tree when indent == 0 => tree.ToString(1),
        HoconObject tree => $"{{\n{tree.ToString(indent + 1)}{new string(' ', indent * 2)}}}",
        List<HoconValue> list => $"[{string.Join(",", list.Select(item => item.ToString(indent + 1)))}]",
        _ => "<<unresolved>>",
    };

    private string Text => GetString() ?? throw new FormatException("expected a single value");
}
