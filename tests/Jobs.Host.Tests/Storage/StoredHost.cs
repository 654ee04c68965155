using System.Net;
using System.Text;
using System.Text.Json;
using Jobs.Host.Serving;
using Jobs.Host.Tests.Processes;
using Jobs.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;

namespace Jobs.Host.Tests.Storage;

/// <summary>A host in this process on a data folder, which a test may stop, damage and start again.</summary>
internal sealed class StoredHost : IAsyncDisposable
{
    private const string Configuration = """
        jobs {
          queues {
            work {
              default-type = echo
            }
            other {
              default-type = echo
            }
          }
          host {
            fault-handlers = on
          }
        }
        """;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly TimeSpan _journalKeep;
    private WebApplication? _app;
    private HttpClient _http = new();

    public StoredHost(TimeSpan? journalKeep = null) => _journalKeep = journalKeep ?? TimeSpan.FromHours(24);

    public string JournalPath => _folder.File("jobs.db");

    public string IndexPath => _folder.File("index.db");

    /// <summary>Starts, and waits until each queue is ready or stays down.</summary>
    public async Task StartAsync()
    {
        var read = JobsSettingsReader.Read(Configuration);
        var settings = read.Settings with { Index = IndexSettings.Sqlite(IndexPath), JournalKeep = _journalKeep };
        _app = JobsHost.Build(new HostConfiguration(read with { Settings = settings }, "", [new Uri("http://127.0.0.1:0")], "test"), JournalDatabase.Sqlite(JournalPath), TimeProvider.System);
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        using var patience = new CancellationTokenSource(_patience);
        while ((await QueueAsync("work")).Health == "recovering" || (await QueueAsync("other")).Health == "recovering")
            await Task.Delay(10, patience.Token);
    }

    /// <summary>As SIGTERM does: what runs is finished, and the index has followed.</summary>
    public async Task StopAsync()
    {
        _http.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await StopAsync();
        _folder.Dispose();
    }

    public async Task<string> EnqueueAsync(string queue, bool later = false)
    {
        var json = $$"""{"queue":"{{queue}}","payload":{"n":1}{{(later ? ",\"delayMs\":3600000" : "")}}}""";
        using var response = await _http.PostAsync("/api/v1/jobs", new StringContent(json, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
    }

    public async Task<string> StatusAsync(string queue, string id)
    {
        using var response = await _http.GetAsync($"/api/v1/jobs/{id}?queue={queue}");
        return response.StatusCode == HttpStatusCode.OK ? JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("status").GetString()! : response.StatusCode.ToString();
    }

    public async Task<HttpStatusCode> TryEnqueueAsync(string queue)
    {
        using var response = await _http.PostAsync("/api/v1/jobs", new StringContent($$"""{"queue":"{{queue}}","payload":1}""", Encoding.UTF8, "application/json"));
        return response.StatusCode;
    }

    public async Task<HttpStatusCode> PostAsync(string path)
    {
        using var response = await _http.PostAsync(path, null);
        return response.StatusCode;
    }

    public async Task<(string Health, string Reason, string Counts)> QueueAsync(string queue)
    {
        using var response = await _http.GetAsync($"/api/v1/queues/{queue}");
        var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return (json.GetProperty("health").GetString()!, json.GetProperty("reason").GetString() ?? "", json.GetProperty("counts").GetRawText());
    }

    public async Task UntilAsync(string queue, string id, string status)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (await StatusAsync(queue, id) != status)
            await Task.Delay(10, patience.Token);
    }

    /// <summary>Changes a database while the host stands still.</summary>
    public static int Change(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public static long Ask(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>A database is its file and its log.</summary>
    public static void Delete(string path)
    {
        foreach (var file in (string[])[path, path + "-wal", path + "-shm"])
            File.Delete(file);
    }
}
