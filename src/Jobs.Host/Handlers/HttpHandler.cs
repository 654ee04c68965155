using System.Net;
using System.Text;
using System.Text.Json;

namespace Jobs.Host.Handlers;

/// <summary>A request that a job makes.</summary>
/// <param name="Body">A string is sent as it is, everything else as JSON.</param>
internal sealed record HttpJob(string? Url, string? Method = null, Dictionary<string, string>? Headers = null, JsonElement? Body = null);

/// <param name="Body">The beginning of what came back, as text.</param>
internal sealed record HttpJobResult(int Status, string Body);

/// <summary>Makes a real HTTP request. 2xx is done; 408, 429, 5xx and faults of the network are retried; every other status is permanent.</summary>
internal sealed class HttpHandler(OutboundHttp outbound) : IJobHandler<HttpJob, HttpJobResult>
{
    private const int BodyBytesKept = 16 * 1024;

    public async Task<HttpJobResult> HandleAsync(HttpJob job, JobContext context, CancellationToken cancel)
    {
        using var request = ToRequest(job, context);
        using var response = await SendAsync(request, cancel);
        var body = await ReadAsync(response, cancel);
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
            return new HttpJobResult(status, body);
        var message = $"HTTP {status} from {request.RequestUri!.Host}";
        throw MayPass(response.StatusCode) ? new HttpRequestException(message, null, response.StatusCode) : new PermanentJobException(message);
    }

    private static bool MayPass(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private static HttpRequestMessage ToRequest(HttpJob job, JobContext context)
    {
        if (!Uri.TryCreate(job.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new PermanentJobException($"url: expected an absolute http or https address, got '{job.Url}'");
        var request = new HttpRequestMessage(MethodOf(job), url);
        if (job.Body is { ValueKind: not JsonValueKind.Undefined } body)
            request.Content = ToContent(body);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", context.IdempotencyKey);
        foreach (var (name, value) in job.Headers ?? [])
        {
            if (!request.Headers.TryAddWithoutValidation(name, value) && request.Content?.Headers.TryAddWithoutValidation(name, value) is not true)
                throw new PermanentJobException($"headers: '{name}' can not be sent");
        }

        return request;
    }

    private static HttpMethod MethodOf(HttpJob job)
    {
        try
        {
            return HttpMethod.Parse(job.Method ?? (job.Body is null ? "GET" : "POST"));
        }
        catch (FormatException)
        {
            throw new PermanentJobException($"method: '{job.Method}' is no HTTP method");
        }
    }

    private static StringContent ToContent(JsonElement body) => body.ValueKind == JsonValueKind.String
        ? new StringContent(body.GetString()!, Encoding.UTF8, "text/plain")
        : new StringContent(body.GetRawText(), Encoding.UTF8, "application/json");

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var kept = new byte[BodyBytesKept];
        var length = await stream.ReadAtLeastAsync(kept, kept.Length, throwOnEndOfStream: false, cancel);
        return Encoding.UTF8.GetString(kept, 0, length);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            return await outbound.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (HttpRequestException fault) when (fault.GetBaseException() is PrivateAddressException refused)
        {
            throw new PermanentJobException(refused.Message);
        }
    }
}
