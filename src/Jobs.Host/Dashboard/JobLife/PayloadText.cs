using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Jobs.Host.Dashboard.JobLife;

/// <summary>A payload as text, where it is plain JSON.</summary>
/// <param name="Root">Null: it is no JSON.</param>
/// <param name="Text">As it came in.</param>
/// <param name="Pretty">A member a line, digit for digit.</param>
public sealed record PayloadText(JsonElement? Root, string? Text, string? Pretty)
{
    /// <summary>More than the API takes.</summary>
    private const int DepthMax = 1000;

    private static readonly JsonWriterOptions _pretty = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = DepthMax };

    public static PayloadText None { get; } = new(null, null, null);

    public static PayloadText Of(JobPayload payload)
    {
        if (payload.ContentType != JobPayload.JsonContentType || payload.KeyId.Length > 0)
            return None;
        try
        {
            using var document = JsonDocument.Parse(payload.Bytes, new JsonDocumentOptions { MaxDepth = DepthMax });
            return new PayloadText(document.RootElement.Clone(), Encoding.UTF8.GetString(payload.Bytes.Span), Indent(document.RootElement));
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static string Indent(JsonElement root)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, _pretty))
            root.WriteTo(json);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}

/// <summary>How much of a large value is shown: what comes last is left out.</summary>
public sealed class JsonBudget
{
    public const int NodesMax = 1000;
    public const int TextLengthMax = 2000;

    /// <summary>Levels that are open from the start.</summary>
    public const int DepthOpen = 2;

    public const int DepthMax = 32;

    private int _left = NodesMax;

    public bool Take() => _left-- > 0;
}
