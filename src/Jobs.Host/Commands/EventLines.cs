using System.Globalization;
using System.Text.Json;
using Jobs.Host.Live;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary>An event as one line for people: when, where, what, which job, and what there is to say of it.</summary>
internal static class EventLines
{
    private const int QueueWidth = 12;
    private const int NameWidth = 20;

    private static readonly Dictionary<string, string> _colours = new(StringComparer.Ordinal)
    {
        ["job.enqueued"] = "yellow",
        ["job.due"] = "yellow",
        ["job.retried"] = "yellow",
        ["job.replayed"] = "yellow",
        ["job.rerun"] = "yellow",
        ["job.snoozed"] = "purple",
        ["job.started"] = "blue",
        ["job.progress"] = "blue",
        ["job.completed"] = "green",
        ["job.failed"] = "olive",
        ["job.interrupted"] = "olive",
        ["job.dead"] = "red",
        ["alert.raised"] = "red",
        ["alert.cleared"] = "green",
        ["job.cancelled"] = "grey",
        ["job.deleted"] = "grey",
    };

    public static void Write(IAnsiConsole console, JsonElement e)
    {
        var name = Tables.Text(e, "event");
        if (name == EventNames.End)
            return;
        if (name == EventNames.Reset)
        {
            console.MarkupLine("[olive]events are missing here: what followed the last one is not kept any more[/]");
            return;
        }

        var (time, queue) = (Time(e), Tables.Text(e, "queue").PadRight(QueueWidth));
        var said = Plain.Line($"{Tables.Text(e, "id")}  {Tables.Text(e, "type")}  {Detail(e)}".Trim());
        var room = console.Profile.Width - time.Length - queue.Length - NameWidth - 4;
        if (said.Length > room && room > 0)
            said = said[..room];
        var word = _colours.TryGetValue(name, out var colour) ? $"[{colour}]{name}[/]" : Markup.Escape(name);
        console.MarkupLine($"[grey]{time}[/]  {Markup.Escape(queue)}  {word}{new string(' ', Math.Max(1, NameWidth - name.Length))}{Markup.Escape(said)}");
    }

    private static string Detail(JsonElement e)
    {
        var parts = new List<string>();
        if (Number(e, "attempt") is > 0 and var attempt)
            parts.Add($"attempt {attempt}");
        if (Number(e, "ranMs") is { } ran)
            parts.Add($"ran {Show(ran)}");
        if (Number(e, "waitedMs") is { } waited)
            parts.Add($"waited {Show(waited)}");
        if (e.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            parts.Add($"{Tables.Text(error, "type")}: {FirstLine(Tables.Text(error, "message"))}");
        if (Tables.Text(e, "reason") is { Length: > 0 } reason)
            parts.Add(reason);
        if (e.TryGetProperty("progress", out var progress) && progress.ValueKind == JsonValueKind.Object)
            parts.Add($"{Tables.Text(progress, "percent")} % {Tables.Text(progress, "message")}".TrimEnd());
        foreach (var (field, word) in (ReadOnlySpan<(string, string)>)[("retryAt", "retries at"), ("scheduledFor", "at"), ("until", "until")])
        {
            if (Tables.Time(e, field) is { Length: > 0 } time)
                parts.Add($"{word} {time}");
        }

        if (Tables.Text(e, "by") is { Length: > 0 } by)
            parts.Add($"by {by}");
        return string.Join(", ", parts);
    }

    private static long? Number(JsonElement e, string property) => e.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    private static string Show(long milliseconds) => milliseconds == 0 ? "0ms" : Durations.Show(milliseconds);

    private static string FirstLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] : text;

    private static string Time(JsonElement e) =>
        DateTimeOffset.TryParse(Tables.Text(e, "at"), CultureInfo.InvariantCulture, out var at) ? at.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture) : "            ";
}
