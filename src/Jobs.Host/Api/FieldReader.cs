using System.Text.Json;

namespace Jobs.Host.Api;

/// <summary>
/// Reads objects strictly: unknown and repeated fields and wrong types are errors with their path, and reading goes on, so that all of them are named at once.
/// Malformed JSON is a <see cref="JsonException"/>.
/// </summary>
internal ref partial struct FieldReader
{
    /// <summary>Only against absurd bodies; payloads have their own, smaller bound.</summary>
    private const int DepthMax = 1000;

    private const int ErrorsMax = 32;

    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _json;
    private List<FieldError>? _errors;

    public FieldReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = DepthMax });
    }

    /// <summary>Stands before every field's name in errors, such as <c>jobs[3].</c>.</summary>
    public string Prefix { get; set; } = "";

    public readonly bool HasErrors => _errors is not null;

    public readonly bool HasErrorAt(string field) => HasErrorAtPath(Prefix + field);

    /// <summary>To the root, which must be an object.</summary>
    public bool StartRoot()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.StartObject;
    }

    /// <summary>Past the root: anything but white space there is malformed.</summary>
    public void EndRoot() => _json.Read();

    /// <summary>To the value of the next known field of the object that the reader is in; false at its end.</summary>
    /// <param name="seen">One bit for each field that came already; 0 at the start of an object.</param>
    public bool NextField(FieldNames names, ref ulong seen, out int field)
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            field = _json.ValueIsEscaped ? names.Find(Text()) : names.Find(ref _json);
            if (field >= 0 && (seen & (1UL << field)) == 0)
            {
                seen |= 1UL << field;
                _json.Read();
                return true;
            }

            if (field >= 0)
                Refuse(names[field], "given twice");
            else
                RefuseUnknown(names);
            _json.Read();
            _json.Skip();
        }

        field = -1;
        return false;
    }

    /// <summary>Whether the value is an array; its elements follow with <see cref="NextElement"/>.</summary>
    public bool StartArray(string field) => Starts(JsonTokenType.StartArray, field, "an array");

    public bool StartObject(string field) => Starts(JsonTokenType.StartObject, field, "an object");

    public bool NextElement() => _json.Read() && _json.TokenType != JsonTokenType.EndArray;

    public void Refuse(string field, string message)
    {
        _errors ??= [];
        if (_errors.Count < ErrorsMax)
            _errors.Add(new FieldError(Prefix + field, message));
    }

    /// <summary>The errors so far; the reader begins a new list.</summary>
    public IReadOnlyList<FieldError> TakeErrors()
    {
        var errors = _errors ?? [];
        _errors = null;
        return errors;
    }

    private readonly bool HasErrorAtPath(string path) => _errors is { } errors && errors.Exists(error => error.Field == path);

    private bool Starts(JsonTokenType start, string field, string what)
    {
        if (_json.TokenType == start)
            return true;
        if (_json.TokenType != JsonTokenType.Null)
            RefuseType(field, what);
        return false;
    }

    private void RefuseUnknown(FieldNames names)
    {
        if (Text() is { } typed)
            Refuse(typed, names.Refuse(typed));
        else
            Refuse("?", "a field's name has a lone surrogate");
    }

    private void RefuseType(string field, string expected)
    {
        var got = _json.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            JsonTokenType.String => "a string",
            JsonTokenType.Number => "a number",
            JsonTokenType.Null => "null",
            _ => "true or false",
        };
        _json.Skip();
        Refuse(field, $"expected {expected}, got {got}");
    }

    /// <summary>The string or name that the reader stands on; null when it holds a lone surrogate, which no text can.</summary>
    private readonly string? Text()
    {
        try
        {
            return _json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
