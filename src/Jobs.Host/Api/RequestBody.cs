using System.Buffers;
using System.IO.Pipelines;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;

namespace Jobs.Host.Api;

/// <summary>A whole request body, where possible in the bytes that the server received it in. Valid until disposed.</summary>
internal sealed class RequestBody : IDisposable
{
    public const int BytesMax = 8 * 1024 * 1024;

    private readonly PipeReader? _reader;
    private readonly ReadOnlySequence<byte> _received;
    private readonly byte[]? _copy;

    private RequestBody(Problem problem) => Problem = problem;

    private RequestBody(PipeReader reader, in ReadOnlySequence<byte> received)
    {
        _reader = reader;
        _received = received;
        var length = (int)received.Length;
        if (received.IsSingleSegment)
        {
            Bytes = received.First;
        }
        else
        {
            _copy = ArrayPool<byte>.Shared.Rent(length);
            received.CopyTo(_copy);
            Bytes = _copy.AsMemory(0, length);
        }

        if (!Utf8.IsValid(Bytes.Span))
            Problem = Problem.Invalid("The body is not valid UTF-8.");
    }

    public Problem? Problem { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>No body at all is an empty one; a body must be JSON.</summary>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request)
    {
        if (HasBody(request) && !IsJson(request.ContentType))
            return new RequestBody(new Problem(ProblemTypes.UnsupportedMediaType, $"The body is '{request.ContentType ?? "of no type"}'; send Content-Type: application/json."));
        if (request.ContentLength > BytesMax)
            return TooLarge(request);

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            if (read.Buffer.Length > BytesMax)
            {
                reader.AdvanceTo(read.Buffer.End);
                return TooLarge(request);
            }

            if (read.IsCompleted)
                return new RequestBody(reader, read.Buffer);
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public void Dispose()
    {
        _reader?.AdvanceTo(_received.End);
        if (_copy is not null)
            ArrayPool<byte>.Shared.Return(_copy);
    }

    public static Problem TooLargeProblem() =>
        new(ProblemTypes.BodyTooLarge, $"A body has at most {BytesMax} bytes (8 MiB); send fewer jobs at a time.");

    private static RequestBody TooLarge(HttpRequest request)
    {
        // What is left of such a body is not worth reading.
        request.HttpContext.Response.Headers.Connection = "close";
        return new RequestBody(TooLargeProblem());
    }

    private static bool HasBody(HttpRequest request) =>
        request.ContentLength is > 0 || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true } && request.ContentLength is null;

    private static bool IsJson(string? contentType)
    {
        const string Json = "application/json";
        if (contentType is null || !contentType.StartsWith(Json, StringComparison.OrdinalIgnoreCase))
            return false;
        var parameters = contentType.AsSpan(Json.Length).Trim();
        return parameters.IsEmpty || (parameters[0] == ';' && IsUtf8(parameters[1..].Trim()));
    }

    private static bool IsUtf8(ReadOnlySpan<char> parameter) =>
        parameter.IsEmpty || parameter.Equals("charset=utf-8", StringComparison.OrdinalIgnoreCase) || parameter.Equals("charset=\"utf-8\"", StringComparison.OrdinalIgnoreCase);
}
