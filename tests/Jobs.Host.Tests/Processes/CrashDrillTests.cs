using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Jobs.Host.Tests.Processes;

/// <summary>Invariants I1, I2, I3, I5, I11 and I12 against a real process that is killed ten times.</summary>
public sealed class CrashDrillTests(ITestOutputHelper output)
{
    private const int Kills = 10;
    private const int AcknowledgementsMin = 10;
    private const int AcknowledgementsMax = 80;

    /// <summary>Ten kills must not convict a job: that is another test's matter.</summary>
    private const string Configuration = """
        jobs {
          crash-limit = 100
          queues {
            drill {
              concurrency = 8
              default-type = ledger
              retry.kind = fixed
              retry.delay = 10ms
            }
          }
          host.fault-handlers = on
        }
        """;

    [Fact]
    public async Task Ten_kills_lose_nothing_and_invent_nothing()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        var serve = (string[])["--data", folder.Data, "--config", folder.Write("jobs.conf", Configuration)];
        var drill = new CrashDrill(folder.File("ledger"));
        for (var kill = 0; kill < Kills; kill++)
        {
            using var victim = await HostProcess.ServeAsync(serve);
            await drill.SendUntilKilledAsync(victim, random.Next(AcknowledgementsMin, AcknowledgementsMax));
        }

        var jobs = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        JsonElement stats;
        using (var host = await HostProcess.ServeAsync(serve))
        {
            await host.UntilReadyAsync();
            await drill.RepeatUnsureAsync(host);
            foreach (var id in drill.Acknowledged)
            {
                await host.Http.GetStringAsync($"/api/v1/jobs/{id}/result?waitMs=60000");
                jobs[id] = Parse(await host.Http.GetStringAsync($"/api/v1/jobs/{id}"));
            }

            stats = Parse(await host.Http.GetStringAsync("/dashboard/stats/drill"));
            await host.TerminateAsync();
            Assert.Equal(0, await host.ExitAsync());
        }

        output.WriteLine($"{drill.Acknowledged.Count} acknowledged of {drill.Sent} sent");
        AssertNothingLost(drill, jobs, stats);
        AssertNothingInvented(jobs, await File.ReadAllLinesAsync(folder.File("ledger")));
        AssertJournalHasNoGap(folder.Database);
    }

    private static void AssertNothingLost(CrashDrill drill, Dictionary<string, JsonElement> jobs, JsonElement stats)
    {
        Assert.Equal(drill.Sent, jobs.Count);
        Assert.All(jobs.Values, job => Assert.Equal("completed", job.GetProperty("status").GetString()));
        Assert.Equal(jobs.Count, stats.GetProperty("completed").GetInt32());
        foreach (var state in (string[])["pending", "scheduled", "processing", "failed", "dead", "cancelled"])
            Assert.Equal(0, stats.GetProperty(state).GetInt32());
    }

    /// <summary>Starts are at most the attempts granted and used, and those that a crash gave back.</summary>
    private static void AssertNothingInvented(Dictionary<string, JsonElement> jobs, string[] ledger)
    {
        var lines = ledger.Select(Parse).ToList();
        var starts = lines.Where(line => line.GetProperty("event").GetString() == "start").CountBy(line => line.GetProperty("jobId").GetString()!).ToDictionary();
        var ends = lines.Where(line => line.GetProperty("event").GetString() == "end").CountBy(line => line.GetProperty("jobId").GetString()!).ToDictionary();
        Assert.Empty(starts.Keys.Except(jobs.Keys));
        Assert.Empty(jobs.Keys.Except(ends.Keys));
        foreach (var (id, job) in jobs)
        {
            var granted = job.GetProperty("attempts").GetInt32() + job.GetProperty("crashes").GetInt32();
            Assert.True(starts[id] <= granted, $"{id} started {starts[id]} times with {granted} granted");
        }
    }

    private static void AssertJournalHasNoGap(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT persistence_id, COUNT(*), COUNT(DISTINCT sequence_number), MIN(sequence_number), MAX(sequence_number) FROM journal GROUP BY persistence_id";
        using var rows = command.ExecuteReader();
        var ids = new List<string>();
        while (rows.Read())
        {
            ids.Add(rows.GetString(0));
            var count = rows.GetInt64(1);
            Assert.Equal((count, 1L, count), (rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4)));
        }

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"queue/drill/{0}"), ids);
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
