using System.Globalization;
using Jobs.Host.Commands;

namespace Jobs.Host.Api;

/// <summary>Reads a query string strictly: unknown and repeated parameters and wrong values are errors, all named at once in <see cref="Problem"/>.</summary>
internal sealed class QueryReader
{
    private const int CursorLengthMax = 6000;

    private readonly IQueryCollection _query;
    private List<FieldError>? _errors;

    /// <param name="later">Planned, without effect yet.</param>
    public QueryReader(HttpRequest request, string[] known, params string[] later)
    {
        _query = request.Query;
        foreach (var (name, values) in _query)
        {
            if (later.Contains(name, StringComparer.Ordinal))
                Refuse(name, "not available yet in this version; leave it out");
            else if (!known.Contains(name, StringComparer.Ordinal))
                Refuse(name, $"unknown parameter{Suggestion.For(name, known)}");
            else if (values.Count > 1)
                Refuse(name, "given twice");
        }
    }

    public Problem? Problem => _errors is null ? null : Problem.Invalid(_errors);

    public string? Text(string name, int lengthMax)
    {
        var text = _query[name].ToString();
        if (text.Length == 0 || JobBounds.IsPrintable(text, lengthMax))
            return text.Length == 0 ? null : text;
        Refuse(name, $"expected at most {lengthMax} characters without control characters");
        return null;
    }

    public string? Queue() => Text("queue", JobBounds.QueueNameLengthMax);

    public int Whole(string name, int absent, int min, int max)
    {
        var text = _query[name].ToString();
        if (text.Length == 0)
            return absent;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
            return value;
        Refuse(name, $"expected a whole number from {min} to {max}");
        return absent;
    }

    /// <summary>A number with its unit, as 24h.</summary>
    public TimeSpan? Duration(string name)
    {
        var text = _query[name].ToString();
        if (text.Length == 0)
            return null;
        if (Durations.Parse(text) is { } duration)
            return duration;
        Refuse(name, "expected a number and its unit, such as 90m, 24h, 7d");
        return null;
    }

    public int Limit() => Whole("limit", JobBounds.PageSizeDefault, 1, JobBounds.PageSizeMax);

    public string? Cursor() => Text("cursor", CursorLengthMax);

    public bool Flag(string name, bool absent)
    {
        var text = _query[name].ToString();
        if (text.Length == 0)
            return absent;
        if (bool.TryParse(text, out var value))
            return value;
        Refuse(name, "expected true or false");
        return absent;
    }

    /// <summary>One or several of these words, with commas between them; null: not said.</summary>
    public IReadOnlySet<string>? Words(string name, int lengthMax, IReadOnlyList<string> known)
    {
        var words = Text(name, lengthMax)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words is null)
            return null;
        foreach (var word in words.Except(known, StringComparer.Ordinal))
            Refuse(name, $"there is no '{word}'{Suggestion.For(word, known)}");
        return words.ToHashSet(StringComparer.Ordinal);
    }

    public JobStatus? Status(string name)
    {
        var text = _query[name].ToString();
        if (text.Length == 0)
            return null;
        foreach (var status in Enum.GetValues<JobStatus>())
        {
            if (status.Name() == text)
                return status;
        }

        var names = Enum.GetValues<JobStatus>().Select(status => status.Name()).ToArray();
        Refuse(name, $"expected one of {string.Join(", ", names)}{Suggestion.For(text, names)}");
        return null;
    }

    private void Refuse(string field, string message) => (_errors ??= []).Add(new FieldError(field, message));
}
