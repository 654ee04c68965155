using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary>Tables as the console has them: no borders, two spaces between columns, numbers right, state words in their colours.</summary>
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
    public static Table New(params string[] columns)
    {
        var table = new Table().NoBorder();
        foreach (var name in columns)
        {
            var isNumber = name[0] == '>';
            var column = new TableColumn($"[grey]{name.TrimStart('>')}[/]").PadLeft(0).PadRight(2).NoWrap();
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }

        return table;
    }

    /// <summary>Two columns: what, and how it is.</summary>
    public static void WriteFacts(IAnsiConsole console, params (string Name, string Value)[] facts)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(2)).AddColumn(new GridColumn().PadLeft(0));
        foreach (var (name, value) in facts)
            grid.AddRow($"[grey]{name}[/]", value);
        console.Write(grid);
    }

    /// <summary>A status as people read it: failed waits for its retry.</summary>
    public static string Status(JsonElement job)
    {
        var status = Text(job, "status");
        var word = status == "failed" ? "retrying" : status;
        return _colours.TryGetValue(status, out var colour) ? $"[{colour}]{word}[/]" : word;
    }

    public static string Cell(JsonElement item, string property) => Markup.Escape(Text(item, property));

    public static string Text(JsonElement item, string property) => item.TryGetProperty(property, out var value) ? value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    } : "";

    /// <summary>The first line, which is what fits into a table.</summary>
    public static string FirstLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return Markup.Escape(end < 0 ? text : text[..end]);
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
