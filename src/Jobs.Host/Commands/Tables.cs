using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary>What tables are made of: cells without surprises, state words in their colours.</summary>
internal static class Tables
{
    private static readonly Dictionary<string, string> _colours = new(StringComparer.Ordinal)
    {
        ["pending"] = "yellow",
        ["scheduled"] = "purple",
        ["processing"] = "blue",
        ["busy"] = "blue",
        ["stuck"] = "red",
        ["failed"] = "olive",
        ["completed"] = "green",
        ["dead"] = "red",
        ["down"] = "red",
        ["recovering"] = "yellow",
        ["cancelled"] = "grey",
    };

    /// <param name="columns">A name that begins with &gt; is a column of numbers.</param>
    public static TextTable New(params string[] columns) => new(columns);

    /// <summary>Two columns: what, and how it is. What has no value is left out.</summary>
    public static void WriteFacts(IAnsiConsole console, params (string Name, string Value)[] facts)
    {
        var width = facts.Max(fact => fact.Name.Length);
        foreach (var (name, value) in facts.Where(fact => fact.Value.Length > 0))
            console.MarkupLine($"[grey]{name.PadRight(width)}[/]  {value}");
    }

    /// <summary>A status as people read it: failed waits for its retry.</summary>
    public static string Status(JsonElement job)
    {
        var status = Text(job, "status");
        var word = status == "failed" ? "retrying" : status;
        return _colours.TryGetValue(status, out var colour) ? $"[{colour}]{word}[/]" : Markup.Escape(word);
    }

    public static string Cell(JsonElement item, string property) => Markup.Escape(Plain.Line(Text(item, property)));

    /// <summary>A value as it is shown; several lines stay several lines.</summary>
    public static string Text(JsonElement item, string property) => item.TryGetProperty(property, out var value) ? value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => Plain.Lines(value.GetString()!),
        _ => Plain.Lines(value.GetRawText()),
    } : "";

    /// <summary>The first line, which is what fits into a table.</summary>
    public static string FirstLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return Markup.Escape(Plain.Line(end < 0 ? text : text[..end]));
    }

    /// <summary>A time to the second, in UTC.</summary>
    public static string Time(JsonElement item, string property) =>
        DateTimeOffset.TryParse(Text(item, property), CultureInfo.InvariantCulture, out var time) ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "";

    /// <summary>One line of summary, last.</summary>
    public static void WriteSummary(IAnsiConsole console, int count, string what, JsonElement page)
    {
        var more = Text(page, "nextCursor") is { Length: > 0 } cursor ? $"; more with --cursor {cursor}" : "";
        console.WriteLine($"{count} {what}{(count == 1 ? "" : "s")}{more}");
    }
}
