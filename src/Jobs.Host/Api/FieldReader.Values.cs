using System.Globalization;
using System.Text.Json;

namespace Jobs.Host.Api;

/// <summary>One value each; null when it was null or, with an error noted, wrong.</summary>
internal ref partial struct FieldReader
{
    public string? String(string field, int lengthMax)
    {
        if (_json.TokenType != JsonTokenType.String)
        {
            if (_json.TokenType != JsonTokenType.Null)
                RefuseType(field, "a string");
            return null;
        }

        var text = Text();
        if (JobBounds.IsPrintable(text, lengthMax))
            return text;
        Refuse(field, $"expected 1 to {lengthMax} characters without control characters or lone surrogates");
        return null;
    }

    /// <summary>Text with whatever characters and of whatever length; null when it holds a lone surrogate too, which no text can.</summary>
    public string? Words(string field)
    {
        if (_json.TokenType == JsonTokenType.String && Text() is { } words)
            return words;
        if (_json.TokenType != JsonTokenType.Null)
            RefuseType(field, "a string without lone surrogates");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public string? OneOf(string field, params ReadOnlySpan<string> words)
    {
        if (_json.TokenType == JsonTokenType.Null)
            return null;
        var expected = string.Join(" or ", words!);
        if (_json.TokenType != JsonTokenType.String)
        {
            RefuseType(field, expected);
            return null;
        }

        var text = Text();
        if (text is not null && words.Contains(text))
            return text;
        Refuse(field, $"expected {expected}");
        return null;
    }

    public JobId? Id(string field)
    {
        if (String(field, JobId.LengthMax) is not { } text)
            return null;
        if (JobId.TryParse(text, out var id))
            return id;
        Refuse(field, $"expected 1 to {JobId.LengthMax} characters of A-Z a-z 0-9 . _ -");
        return null;
    }

    public long? Whole(string field, long min, long max)
    {
        if (_json.TokenType == JsonTokenType.Null)
            return null;
        var expected = string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");
        if (_json.TokenType != JsonTokenType.Number)
            RefuseType(field, expected);
        else if (_json.TryGetInt64(out var value) && value >= min && value <= max)
            return value;
        else
            Refuse(field, $"expected {expected}, got {NumberText()}");
        return null;
    }

    public double? Number(string field, double min, double max)
    {
        if (_json.TokenType == JsonTokenType.Null)
            return null;
        var expected = string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}");
        if (_json.TokenType != JsonTokenType.Number)
            RefuseType(field, expected);
        else if (_json.TryGetDouble(out var value) && value >= min && value <= max)
            return value;
        else
            Refuse(field, $"expected {expected}, got {NumberText()}");
        return null;
    }

    public bool? Flag(string field)
    {
        if (_json.TokenType is JsonTokenType.True or JsonTokenType.False)
            return _json.TokenType == JsonTokenType.True;
        if (_json.TokenType != JsonTokenType.Null)
            RefuseType(field, "true or false");
        return null;
    }

    /// <summary>Milliseconds on the wire.</summary>
    public TimeSpan? Duration(string field, TimeSpan min, TimeSpan max) =>
        Whole(field, (long)min.TotalMilliseconds, (long)max.TotalMilliseconds) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <summary>An ISO 8601 time that says its offset: without one nobody knows which hour is meant.</summary>
    public DateTimeOffset? Time(string field)
    {
        const string Expected = "a time with its offset, such as 2030-01-31T08:00:00Z";
        if (_json.TokenType == JsonTokenType.Null)
            return null;
        if (_json.TokenType != JsonTokenType.String)
            RefuseType(field, Expected);
        else if (Text() is { } text && HasOffset(text) && _json.TryGetDateTimeOffset(out var time))
            return time.ToUniversalTime();
        else
            Refuse(field, $"expected {Expected}");
        return null;
    }

    /// <summary>0 to 10, or one of the four words.</summary>
    public int? Priority(string field)
    {
        if (_json.TokenType != JsonTokenType.String)
            return (int?)Whole(field, JobPriority.Critical, JobPriority.Lowest);
        switch (Text())
        {
            case "critical":
                return JobPriority.Critical;
            case "high":
                return JobPriority.High;
            case "normal":
                return JobPriority.Normal;
            case "low":
                return JobPriority.Low;
            default:
                Refuse(field, "expected 0 (most urgent) to 10, or critical, high, normal, low");
                return null;
        }
    }

    /// <summary>Any JSON value, null among them.</summary>
    public JobPayload? Payload(string field)
    {
        var start = (int)_json.TokenStartIndex;
        var depth = _json.CurrentDepth;
        var tooDeep = false;
        if (_json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            while (_json.Read() && _json.CurrentDepth > depth)
                tooDeep |= _json.CurrentDepth - depth >= JobBounds.JsonDepthMax && _json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        }

        if (tooDeep)
            Refuse(field, $"nested deeper than {JobBounds.JsonDepthMax} levels");
        else if (PayloadBytes.Copy(_bytes[start..(int)_json.BytesConsumed]) is { } bytes)
            return new JobPayload(bytes);
        else
            Refuse(field, "has a lone surrogate");
        return null;
    }

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text.Contains('T', StringComparison.Ordinal));

    private readonly string NumberText() => System.Text.Encoding.UTF8.GetString(_json.ValueSpan);
}
