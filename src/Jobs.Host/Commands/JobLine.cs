using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Jobs.Host.Commands;

/// <summary>A line of a file of jobs, as a batch takes it.</summary>
/// <param name="Place">From 1.</param>
/// <param name="Json">Without its queue, with its id.</param>
internal sealed record JobLine(int Place, string Queue, ReadOnlyMemory<byte> Json)
{
    private const int IdBytes = 16;
    private const string Example = """As in {"queue":"email","type":"send-email","payload":{"to":"a@example.com"}}, one job on each line.""";

    /// <param name="queue">For lines that name none.</param>
    /// <param name="type">For lines that name none; null: the queue's default type.</param>
    /// <exception cref="CommandException">It is no job.</exception>
    public static JobLine Parse(string line, int place, string? queue, string? type)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 1000 });
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } job)
                throw new CommandException(ExitCodes.Usage, $"Line {place} is no JSON object.", help: Example);
            var ownQueue = job.TryGetProperty("queue", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : queue;
            return ownQueue is null
                ? throw new CommandException(ExitCodes.Usage, $"Line {place} names no queue.", help: "Name one for all such lines, as in `jobs enqueue email --file jobs.jsonl`.")
                : new JobLine(place, ownQueue, Write(job, IdOf(place, ownQueue, line), type));
        }
        catch (JsonException fault)
        {
            throw new CommandException(ExitCodes.Usage, $"Line {place} is not JSON.", fault.Message, Example);
        }
    }

    /// <summary>The same line at the same place is the same job, however often the file is sent.</summary>
    private static string IdOf(int place, string queue, string line) =>
        $"line-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place}\n{queue}\n{line.Trim()}"))).AsSpan(0, IdBytes))}";

    private static ReadOnlyMemory<byte> Write(JsonElement job, string id, string? type)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        foreach (var member in job.EnumerateObject())
        {
            if (!member.NameEquals("queue"))
                member.WriteTo(json);
        }

        if (!job.TryGetProperty("id", out _))
            json.WriteString("id", id);
        if (type is not null && !job.TryGetProperty("type", out _))
            json.WriteString("type", type);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }
}
