using System.Globalization;
using System.Text;
using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.JobLife;

/// <summary>The same as commands for a shell: to look at this job, and to enqueue another one like it.</summary>
/// <param name="server">Where the page comes from, with its prefix.</param>
public sealed class JobCommands(JobView job, string server)
{
    /// <summary>Longer ones go into a file, which a command line can take.</summary>
    private const int PayloadShownMax = 4096;

    public string Show => $"jobs jobs show {job.Id} --queue {job.Queue} --server {server}";

    /// <summary>Null: the payload is no JSON, or too long to be typed.</summary>
    public string? EnqueueAgain => Payload is { } payload ? $"jobs enqueue {job.Queue} {Quote(job.Type)} {Quote(payload)}{Options()} --server {server}" : null;

    public string? Curl => Payload is { } payload ? $"curl -X POST {server}/api/v1/jobs -H 'content-type: application/json' -d {Quote(Body(payload))}" : null;

    private string? Payload
    {
        get
        {
            var payload = job.Payload;
            return payload.ContentType == JobPayload.JsonContentType && payload.KeyId.Length == 0 && payload.Bytes.Length <= PayloadShownMax ? Encoding.UTF8.GetString(payload.Bytes.Span) : null;
        }
    }

    /// <summary>As a POSIX shell reads it back, character for character.</summary>
    public static string Quote(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':')
        ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private string Options()
    {
        var options = new StringBuilder();
        if (job.Priority != JobPriority.Normal)
            options.Append(CultureInfo.InvariantCulture, $" --priority {job.Priority}");
        if (job.PartitionKey is { } key)
            options.Append(CultureInfo.InvariantCulture, $" --partition-key {Quote(key)}");
        foreach (var tag in job.Tags)
            options.Append(CultureInfo.InvariantCulture, $" --tag {Quote(tag)}");
        return options.ToString();
    }

    private string Body(string payload)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("queue", job.Queue);
            json.WriteString("type", job.Type);
            json.WritePropertyName("payload");
            json.WriteRawValue(payload, skipInputValidation: true);
            if (job.Priority != JobPriority.Normal)
                json.WriteNumber("priority", job.Priority);
            if (job.PartitionKey is { } key)
                json.WriteString("partitionKey", key);
            if (job.Tags.Count > 0)
            {
                json.WriteStartArray("tags");
                foreach (var tag in job.Tags)
                    json.WriteStringValue(tag);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
