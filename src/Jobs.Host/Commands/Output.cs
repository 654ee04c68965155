using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary>Writes a verb's data in the format that was asked for.</summary>
internal sealed class Output(Terminal terminal, OutputFormat format, bool colour)
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="answer">As the host gave it; what has <c>items</c> (or <c>queues</c>) is a list.</param>
    /// <param name="table">Draws it for people.</param>
    public void Write(JsonElement answer, Action<IAnsiConsole, JsonElement> table)
    {
        switch (format)
        {
            case OutputFormat.Json:
                WriteLine(answer);
                break;
            case OutputFormat.Jsonl when Items(answer) is { } items:
                foreach (var item in items.EnumerateArray())
                    WriteLine(item);
                break;
            case OutputFormat.Jsonl:
                WriteLine(answer);
                break;
            default:
                table(terminal.Tables(colour), answer);
                break;
        }
    }

    /// <summary>Something that a person should know and a program need not.</summary>
    public void Say(string message)
    {
        if (format == OutputFormat.Table)
            terminal.Error.WriteLine(message);
    }

    private static JsonElement? Items(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object)
            return null;
        return answer.TryGetProperty("items", out var items) || answer.TryGetProperty("queues", out items) ? items : null;
    }

    private void WriteLine(JsonElement value)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, _options))
            value.WriteTo(json);
        terminal.Out.WriteLine(System.Text.Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
    }
}
