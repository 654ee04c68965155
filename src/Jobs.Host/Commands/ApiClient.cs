using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Jobs.Host.Commands;

/// <summary>Talks to a running host; every refusal becomes the message and the exit code of a verb.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _server;

    public ApiClient(Uri server, string? apiKey)
    {
        _server = server;
        _http = new HttpClient { BaseAddress = server };
        if (apiKey is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    public void Dispose() => _http.Dispose();

    public Task<JsonElement> GetAsync(string path, CancellationToken cancel) => SendAsync(HttpMethod.Get, path, null, cancel);

    public Task<JsonElement> PostAsync(string path, string? json, CancellationToken cancel) => SendAsync(HttpMethod.Post, path, json, cancel);

    public Task<JsonElement> PatchAsync(string path, string json, CancellationToken cancel) => SendAsync(HttpMethod.Patch, path, json, cancel);

    public Task<JsonElement> DeleteAsync(string path, CancellationToken cancel) => SendAsync(HttpMethod.Delete, path, null, cancel);

    /// <summary>Opens a stream of events, which is there to be read when this returns.</summary>
    /// <param name="lastEventId">Behind which event it begins; null: now.</param>
    public async Task<HttpResponseMessage> ListenAsync(string path, string? lastEventId, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
                throw Refused(response, await ReadAsync(response, cancel));
        }
        catch (HttpRequestException fault)
        {
            throw Unreachable(fault.Message);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Unreachable("It did not answer in time.");
        }
    }

    /// <returns>The body; undefined where there is none.</returns>
    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string? json, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        try
        {
            using var response = await _http.SendAsync(request, cancel);
            var body = await ReadAsync(response, cancel);
            return response.IsSuccessStatusCode ? body : throw Refused(response, body);
        }
        catch (HttpRequestException fault)
        {
            throw Unreachable(fault.Message);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Unreachable("It did not answer in time.");
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
        if (bytes.Length == 0)
            return default;
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 1000 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static CommandException Refused(HttpResponseMessage response, JsonElement problem)
    {
        var exitCode = response.StatusCode switch
        {
            HttpStatusCode.NotFound => ExitCodes.NotFound,
            HttpStatusCode.Conflict => ExitCodes.Conflict,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCodes.NotAuthorised,
            _ => ExitCodes.Failed,
        };
        return problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("title", out var title) && problem.TryGetProperty("detail", out var detail)
            ? new CommandException(exitCode, $"{title.GetString()}.", detail.GetString(), response.StatusCode == HttpStatusCode.Unauthorized ? $"Show a key with --api-key or {GlobalOptions.ApiKeyVariable}." : null) { RetryAfter = response.Headers.RetryAfter?.Delta }
            : new CommandException(exitCode, $"The host answered {(int)response.StatusCode}.", "The answer is not one of Jobs' own.", "Look whether --server names a Jobs host.");
    }

    private CommandException Unreachable(string why) =>
        new(ExitCodes.Unreachable, $"No host answers at {_server.OriginalString}.", why, "Start one with `jobs serve`, or name another with --server.");
}
