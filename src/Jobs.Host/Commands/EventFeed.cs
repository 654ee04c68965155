using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Jobs.Host.Commands;

/// <summary>Follows the events of a host; when the stream is lost it listens again and continues where it was.</summary>
/// <param name="path">With the filters.</param>
/// <param name="say">Told when the stream is lost and found.</param>
internal sealed class EventFeed(ApiClient client, string path, Action<string> say)
{
    private static readonly TimeSpan _waitFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _waitMax = TimeSpan.FromSeconds(10);

    private string? _place;
    private bool _wasOpen;

    /// <param name="hear">Told each event; false: it has heard enough.</param>
    /// <exception cref="CommandException">The host can not be reached or refuses, at the first attempt.</exception>
    public async Task FollowAsync(Func<JsonElement, bool> hear, CancellationToken cancel)
    {
        var wait = _waitFirst;
        while (true)
        {
            var before = _place;
            if (!await ListenAsync(hear, cancel))
                return;
            if (wait == _waitFirst)
                say("The stream has ended; listening again …");
            await Task.Delay(wait, cancel);
            wait = _place != before ? _waitFirst : TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, _waitMax.Ticks));
        }
    }

    /// <returns>False: enough was heard. True: the stream has ended.</returns>
    private async Task<bool> ListenAsync(Func<JsonElement, bool> hear, CancellationToken cancel)
    {
        try
        {
            using var response = await client.ListenAsync(path, _place, cancel);
            _wasOpen = true;
            await using var body = await response.Content.ReadAsStreamAsync(cancel);
            return await ReadAsync(SseParser.Create(body), hear, cancel);
        }
        catch (CommandException fault) when (_wasOpen && fault.ExitCode is ExitCodes.Unreachable or ExitCodes.Failed)
        {
            return true;
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            return true;
        }
    }

    private async Task<bool> ReadAsync(SseParser<string> events, Func<JsonElement, bool> hear, CancellationToken cancel)
    {
        try
        {
            await foreach (var item in events.EnumerateAsync(cancel))
            {
                using var document = JsonDocument.Parse(item.Data);
                if (!hear(document.RootElement))
                    return false;
            }
        }
        finally
        {
            // A place can be told without an event.
            if (events.LastEventId.Length > 0)
                _place = events.LastEventId;
        }

        return true;
    }
}
