using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Jobs.Core.Tests;

/// <summary>All public properties of a value as text, lists and subtypes included: two values are equal when their texts are, which a record with a list can not say of itself.</summary>
internal static class ObjectText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        IFormattable or JobId or bool => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        _ => $"{value.GetType().Name}({string.Join(", ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).Select(property => $"{property.Name}={Of(property.GetValue(value))}"))})",
    };
}
