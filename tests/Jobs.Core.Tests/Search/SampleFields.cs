using System.Globalization;
using System.Text;
using System.Text.Json;
using Jobs.Search;

namespace Jobs.Core.Tests.Search;

/// <summary>A job as it stands in a document, or as a test makes it.</summary>
internal sealed record SampleFields : IJobFields
{
    public string Queue { get; init; } = "email";
    public string Id { get; init; } = "a";
    public string Type { get; init; } = "send";
    public JobStatus Status { get; init; }
    public int Priority { get; init; } = JobPriority.Normal;
    public int Attempts { get; init; }
    public int Crashes { get; init; }
    public int Replays { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? PartitionKey { get; init; }
    public string? UniqueKey { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Worker { get; init; }
    public string? ErrorType { get; init; }
    public string? ErrorMessage { get; init; }
    public JobPayload? Payload { get; init; }

    public static SampleFields WithPayload(string json) => new() { Payload = new JobPayload(Encoding.UTF8.GetBytes(json)) };

    public static SampleFields Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var job = document.RootElement;
        return new SampleFields
        {
            Queue = Text("queue")!,
            Id = Text("id")!,
            Type = Text("type")!,
            Status = Enum.Parse<JobStatus>(Text("status")!, ignoreCase: true),
            Priority = Number("priority"),
            Attempts = Number("attempts"),
            Replays = Number("replays"),
            CreatedAt = Time("createdAt")!.Value,
            UpdatedAt = Time("updatedAt")!.Value,
            DueAt = Time("scheduledFor"),
            StartedAt = Time("startedAt"),
            EndedAt = Time("completedAt"),
            PartitionKey = Text("partitionKey"),
            UniqueKey = Text("uniqueKey"),
            Tags = job.TryGetProperty("tags", out var tags) ? [.. tags.EnumerateArray().Select(tag => tag.GetString()!)] : [],
            Worker = Text("workerId"),
            ErrorType = job.TryGetProperty("lastError", out var error) ? error.GetProperty("type").GetString() : null,
            ErrorMessage = error.ValueKind == JsonValueKind.Object ? error.GetProperty("message").GetString() : null,
            Payload = new JobPayload(Encoding.UTF8.GetBytes(job.GetProperty("payload").GetRawText())),
        };

        string? Text(string name) => job.TryGetProperty(name, out var value) ? value.GetString() : null;
        int Number(string name) => job.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
        DateTimeOffset? Time(string name) => Text(name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
    }
}
