using System.Text;
using System.Text.Json;

namespace Jobs.Host.Commands;

/// <summary>How far a file has been sent.</summary>
/// <param name="Existed">Stored before, by an earlier try or under the id that the line has.</param>
internal sealed record SentFile(int Created, int Existed, int Refused)
{
    public int Stored => Created + Existed;
}

/// <summary>
/// Sends a file of jobs. Whoever runs it again after a fault gets each job once: the ids stay the same. A host that is overloaded, restarts or asks for patience is waited for.
/// </summary>
internal sealed class JobFileSender(ApiClient client, Terminal terminal, ProgressLine progress)
{
    private const int TriesMax = 30;
    private const int RefusalsShown = 10;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly string[] _mayPass = ["queue-overloaded", "queue-unavailable", "outcome-unknown"];

    private SentFile _sent = new(0, 0, 0);

    public async Task<SentFile> SendAsync(JobFileReader file, CancellationToken cancel)
    {
        try
        {
            while (await file.NextAsync(cancel) is { Count: > 0 } batch)
            {
                Count(batch, await SendAsync(batch, cancel));
                progress.Show(_sent.Stored + _sent.Refused, file.BytesRead);
            }
        }
        catch (CommandException fault) when (_sent.Stored > 0)
        {
            throw new CommandException(fault.ExitCode, fault.Message, fault.Why ?? fault.Help, $"{_sent.Stored} jobs are stored; run the same command again, and none of them is added twice.");
        }
        finally
        {
            progress.End();
        }

        return _sent;
    }

    private async Task<JsonElement> SendAsync(IReadOnlyList<JobLine> batch, CancellationToken cancel)
    {
        var body = Body(batch);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await client.PostAsync("/api/v1/jobs/batch", body, cancel);
                if (attempt == TriesMax || !answer.GetProperty("items").EnumerateArray().Any(MayPass))
                    return answer;
                await Task.Delay(_patience, cancel);
            }
            catch (CommandException fault) when (fault.RetryAfter is not null && attempt < TriesMax)
            {
                await Task.Delay(fault.RetryAfter.Value, cancel);
            }
        }
    }

    private static bool MayPass(JsonElement item) =>
        item.GetProperty("error") is { ValueKind: JsonValueKind.Object } error && _mayPass.Contains(error.GetProperty("type").GetString(), StringComparer.Ordinal);

    private void Count(IReadOnlyList<JobLine> batch, JsonElement answer)
    {
        var place = 0;
        foreach (var item in answer.GetProperty("items").EnumerateArray())
        {
            var line = batch[place++];
            if (item.GetProperty("error") is { ValueKind: JsonValueKind.Object } error)
                Refuse(line, error);
            else
                _sent = item.GetProperty("created").GetBoolean() ? _sent with { Created = _sent.Created + 1 } : _sent with { Existed = _sent.Existed + 1 };
        }
    }

    private void Refuse(JobLine line, JsonElement error)
    {
        _sent = _sent with { Refused = _sent.Refused + 1 };
        if (_sent.Refused > RefusalsShown)
            return;
        progress.End();
        terminal.Error.WriteLine($"line {line.Place}: {Plain.Line(Tables.Text(error, "detail"))}");
        if (_sent.Refused == RefusalsShown)
            terminal.Error.WriteLine("Further refused lines are only counted.");
    }

    private static string Body(IReadOnlyList<JobLine> batch)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("queue", batch[0].Queue);
            json.WriteStartArray("jobs");
            foreach (var line in batch)
                json.WriteRawValue(line.Json.Span, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }
}
