using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Jobs.Search;

/// <summary>A JSON number by its value, with all its digits: 42, 42.0 and 4.2e1 are one. Its value is 0.<c>digits</c> times ten to the power of <c>exponent</c>.</summary>
internal readonly record struct JsonNumber : IComparable<JsonNumber>
{
    /// <summary>A larger exponent counts as this one.</summary>
    private const long ExponentMax = 1_000_000_000_000;

    private readonly bool _isNegative;
    private readonly string _digits;
    private readonly long _exponent;

    private JsonNumber(bool isNegative, string digits, long exponent)
    {
        var significant = digits.TrimStart('0');
        exponent -= digits.Length - significant.Length;
        _digits = significant.TrimEnd('0');
        _isNegative = isNegative && _digits.Length > 0;
        _exponent = _digits.Length == 0 ? 0 : exponent;
    }

    private int Sign => _digits.Length == 0 ? 0 : _isNegative ? -1 : 1;

    /// <summary>Null: it is none.</summary>
    public static JsonNumber? TryParse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.Number || reader.Read())
                return null;
        }
        catch (JsonException)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(utf8).Trim();
        var isNegative = text[0] == '-';
        var exponentAt = text.IndexOfAny(['e', 'E']);
        var mantissa = text[(isNegative ? 1 : 0)..(exponentAt < 0 ? text.Length : exponentAt)];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa.Length : point;
        return new JsonNumber(isNegative, mantissa.Replace(".", "", StringComparison.Ordinal), whole + (exponentAt < 0 ? 0 : Exponent(text[(exponentAt + 1)..])));
    }

    public int CompareTo(JsonNumber other)
    {
        if (Sign != other.Sign)
            return Sign.CompareTo(other.Sign);
        var order = _exponent != other._exponent ? _exponent.CompareTo(other._exponent) : string.CompareOrdinal(_digits, other._digits);
        return _isNegative ? -order : order;
    }

    private static long Exponent(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
            return Math.Clamp(exponent, -ExponentMax, ExponentMax);
        return text[0] == '-' ? -ExponentMax : ExponentMax;
    }
}
