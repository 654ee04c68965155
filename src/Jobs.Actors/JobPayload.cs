using System.Text.Json;

namespace Jobs;

/// <summary>What a job is given: bytes, what they are, and the id of the key they are encrypted with (empty: plain).</summary>
public sealed record JobPayload(ReadOnlyMemory<byte> Bytes, string ContentType = JobPayload.JsonContentType, string KeyId = "")
{
    public const string JsonContentType = "application/json";

    /// <summary>The JSON value <c>null</c>.</summary>
    public static JobPayload Null { get; } = new("null"u8.ToArray());

    /// <summary>JSON options of typed payloads and results: camelCase names, case-insensitive reading, numbers also from strings.</summary>
    public static JsonSerializerOptions JsonOptions { get; } = new(JsonSerializerDefaults.Web);

    public static JobPayload Json<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, JsonOptions));

    public bool Equals(JobPayload? other) =>
        other is not null && ContentType == other.ContentType && KeyId == other.KeyId && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }
}
