using System.Text.Unicode;

namespace Jobs.Index.Tables;

/// <summary>A payload or a result as four columns: plain JSON is a text that everybody can read and query, anything else bytes.</summary>
internal readonly ref struct StoredBody
{
    private StoredBody(JobPayload body)
    {
        var bytes = body.Bytes.Span;
        IsText = body is { ContentType: JobPayload.JsonContentType, KeyId: "" } && !bytes.Contains((byte)0) && Utf8.IsValid(bytes);
        Bytes = bytes;
        ContentType = body.ContentType == JobPayload.JsonContentType ? null : body.ContentType;
        KeyId = body.KeyId.Length == 0 ? null : body.KeyId;
    }

    /// <summary>Whether its bytes go to the column for texts: then they are UTF-8 without NUL, which no database would take.</summary>
    public bool IsText { get; }

    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Null: JSON.</summary>
    public string? ContentType { get; }

    /// <summary>Null: plain.</summary>
    public string? KeyId { get; }

    public static StoredBody Of(JobPayload body) => new(body);

    public static JobPayload ToPayload(byte[] bytes, string? contentType, string? keyId) => new(bytes, contentType ?? JobPayload.JsonContentType, keyId ?? "");
}
