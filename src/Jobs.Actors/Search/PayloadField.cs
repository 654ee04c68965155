using System.Text;
using System.Text.Json;
using Jobs.Index.Tables;

namespace Jobs.Search;

/// <summary>A value in the payload, by the names and places that lead to it: <c>payload.items.0.sku:42</c>.</summary>
internal sealed class PayloadField(IReadOnlyList<string> path) : FilterField(Print(path), JobColumns.Payload)
{
    public override FilterTest Read(FilterLiteral literal, int at)
    {
        var number = literal.IsQuoted ? null : JsonNumber.TryParse(Encoding.UTF8.GetBytes(literal.Text));
        if (literal.Comparison != Comparison.Equal && number is null)
            throw new FilterException(at, $"expected a number after {FilterLiteral.Sign(literal.Comparison)}, got '{literal.Text}', as in {Name}:>=100");
        return (job, _) => job.Payload is { } payload && PayloadPath.Holds(payload, path, Test);

        bool Test(ref Utf8JsonReader value) => Holds(ref value, literal, number);
    }

    // Who types 42 or true may mean the text as well; who types "42" means the text.
    private static bool Holds(ref Utf8JsonReader value, FilterLiteral literal, JsonNumber? number)
    {
        if (literal.IsAny)
            return value.TokenType != JsonTokenType.Null;
        return value.TokenType switch
        {
            JsonTokenType.Number => number is { } wanted && JsonNumber.TryParse(value.ValueSpan) is { } actual && literal.Holds(actual.CompareTo(wanted)),
            JsonTokenType.String => literal.Comparison == Comparison.Equal && Covers(ref value, literal),
            JsonTokenType.True => literal is { IsQuoted: false, Text: "true" },
            JsonTokenType.False => literal is { IsQuoted: false, Text: "false" },
            JsonTokenType.Null => literal is { IsQuoted: false, Text: "null" },
            _ => false,
        };
    }

    private static bool Covers(ref Utf8JsonReader value, FilterLiteral literal) => literal.IsPrefix ? literal.Covers(value.GetString()!) : value.ValueTextEquals(literal.Text);

    private static string Print(IReadOnlyList<string> path) => $"{FilterFields.Payload}.{string.Join('.', path.Select(step => FilterParser.IsStep(step) ? step : FilterLiteral.Quote(step)))}";
}
