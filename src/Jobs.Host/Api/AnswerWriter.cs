using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Jobs.Host.Api;

/// <summary>Writes an answer. The body is whole before the status leaves, so an error on the way never looks like a success.</summary>
internal static class AnswerWriter
{
    private const int BodyBytesTypical = 1024;

    /// <summary>A draft that has grown beyond is not kept for the next body.</summary>
    private const int BodyBytesKept = 64 * 1024;

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Draft? _draft;

    public static Task WriteAsync(HttpResponse response, Answer answer)
    {
        response.StatusCode = answer.Status;
        if (answer.Location is { } location)
            response.Headers.Location = $"{response.HttpContext.Request.PathBase}{location}";
        if (answer.Problem is { } problem)
            return WriteBodyAsync(response, "application/problem+json", Headed(response, problem));
        if (answer.Document is { } file)
            return WriteFileAsync(response, file);
        return answer.Body is { } body ? WriteBodyAsync(response, "application/json", body) : Task.CompletedTask;
    }

    private static Task WriteFileAsync(HttpResponse response, AnswerFile file)
    {
        response.ContentType = file.ContentType;
        response.Headers.CacheControl = file.CacheControl;
        if (file.ETag is { } tag)
            response.Headers.ETag = tag;
        response.ContentLength = file.Bytes.Length;
        return response.Body.WriteAsync(file.Bytes).AsTask();
    }

    private static Action<Utf8JsonWriter> Headed(HttpResponse response, Problem problem)
    {
        if (problem.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (problem.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
        {
            var after = problem.RetryAfter ?? ProblemTypes.RetryAfterDefault;
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (problem.Allow is { } allow)
            response.Headers.Allow = allow;
        return json => ProblemJson.Write(json, problem);
    }

    private static Task<FlushResult> WriteBodyAsync(HttpResponse response, string contentType, Action<Utf8JsonWriter> body)
    {
        var draft = _draft ?? new Draft();
        // Another answer that is written meanwhile on this thread, by the body of this one, has a draft of its own.
        _draft = null;
        response.ContentType = contentType;
        response.ContentLength = draft.Write(body);
        response.BodyWriter.Write(draft.Bytes);
        if (draft.IsWorthKeeping)
            _draft = draft;
        else
            draft.Dispose();
        return response.BodyWriter.FlushAsync().AsTask();
    }

    /// <summary>A body until it is whole, with what it takes to write the next one.</summary>
    private sealed class Draft : IDisposable
    {
        private readonly ArrayBufferWriter<byte> _buffer = new(BodyBytesTypical);
        private readonly Utf8JsonWriter _json;

        public Draft() => _json = new Utf8JsonWriter(_buffer, _options);

        public ReadOnlySpan<byte> Bytes => _buffer.WrittenSpan;

        public bool IsWorthKeeping => _buffer.Capacity <= BodyBytesKept;

        /// <returns>How many bytes it has.</returns>
        public int Write(Action<Utf8JsonWriter> body)
        {
            _buffer.ResetWrittenCount();
            _json.Reset();
            body(_json);
            _json.Flush();
            return _buffer.WrittenCount;
        }

        public void Dispose() => _json.Dispose();
    }
}
