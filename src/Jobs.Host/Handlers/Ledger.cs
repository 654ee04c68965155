using System.Buffers;
using System.Text.Json;

namespace Jobs.Host.Handlers;

/// <summary>The file that says what really ran: one line at the start and one at the end of every attempt, for tests to count.</summary>
/// <param name="Path">Created when missing; only ever appended to.</param>
/// <param name="Value">Any JSON, written back as it is.</param>
internal sealed record LedgerJob(string? Path, JsonElement? Value = null);

internal static class Ledger
{
    /// <summary>Runs one attempt: two lines, each in a single append.</summary>
    public static async Task RunAsync(LedgerJob job, JobContext context, TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(job.Path))
            throw new PermanentJobException("path: expected the path of a file");
        AppendOnlyFile.Append(job.Path, Line("start", job, context, clock));

        // Other handlers get their turn here, so that starts and ends of different jobs interleave.
        await Task.Yield();
        AppendOnlyFile.Append(job.Path, Line("end", job, context, clock));
    }

    private static byte[] Line(string name, LedgerJob job, JobContext context, TimeProvider clock)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("event"u8, name);
            json.WritePropertyName("value"u8);
            if (job.Value is { ValueKind: not JsonValueKind.Undefined } value)
                value.WriteTo(json);
            else
                json.WriteNullValue();
            json.WriteString("jobId"u8, context.JobId.ToString());
            json.WriteNumber("attempt"u8, context.Attempt);
            json.WriteNumber("pid"u8, Environment.ProcessId);
            json.WriteString("at"u8, clock.GetUtcNow().UtcDateTime);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }
}
