using Jobs.Host.Dashboard.JobList;
using Jobs.Search;

namespace Jobs.Host.Dashboard.Letters;

/// <summary>What of the filter language dead letters understand: one queue, one type, and a part of the error.</summary>
public sealed record LetterLine(string Text, string? Queue, string? Type, string? Error, FilterMistake? Mistake)
{
    private const string Expected = "dead letters are filtered by queue:, type: and text:, each once and with one value; the list of jobs takes status:dead with any other term";

    public static LetterLine Read(string text)
    {
        try
        {
            return Read(text, JobFilter.Parse(text).Terms);
        }
        catch (FilterException fault)
        {
            return Wrong(text, fault.Column, fault.Message);
        }
    }

    /// <summary>The line for one group.</summary>
    public static string Of(string queue, string type, string error) => $"{FilterLine.Term("queue", queue)} {FilterLine.Term("type", type)} {FilterLine.Term("text", error)}";

    private static LetterLine Read(string text, IReadOnlyList<FilterTerm> terms)
    {
        var line = new LetterLine(text, null, null, null, null);
        foreach (var term in terms)
        {
            var value = term is { IsNegated: false, Values: [{ IsPrefix: false, Comparison: Comparison.Equal } only] } ? only.Text : null;
            var known = value is null ? null : Take(line, term.Field, value);
            if (known is null)
                return Wrong(text, Math.Max(1, text.IndexOf($"{term.Field.Name}:", StringComparison.Ordinal) + 1), Expected);
            line = known;
        }

        return line;
    }

    private static LetterLine? Take(LetterLine line, FilterField field, string value) => field switch
    {
        _ when field == FilterFields.Queue && line.Queue is null => line with { Queue = value },
        _ when field == FilterFields.Type && line.Type is null => line with { Type = value },
        _ when field == FilterFields.Text && line.Error is null => line with { Error = value },
        _ => null,
    };

    private static LetterLine Wrong(string text, int column, string message) => new(text, null, null, null, new FilterMistake(column, message));
}
