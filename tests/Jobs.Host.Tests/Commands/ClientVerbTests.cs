using System.Text.Json;

namespace Jobs.Host.Tests.Commands;

public sealed class ClientVerbTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Enqueue_prints_one_line_of_JSON_with_every_digit()
    {
        var run = await CommandRun.AsyncOn(host, "enqueue", "work", "echo", "{\"n\": 1.00000000000000000000001}", "--priority", "high", "--tag", "a", "--tag", "b", "-o", "json");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        var job = JsonDocument.Parse(Assert.Single(run.Out.TrimEnd('\n').Split('\n'))).RootElement;
        Assert.Equal("{\"n\":1.00000000000000000000001}", job.GetProperty("payload").GetRawText());
        Assert.Equal(2, job.GetProperty("priority").GetInt32());
        Assert.Equal(2, job.GetProperty("tags").GetArrayLength());
    }

    [Fact]
    public async Task Enqueue_takes_a_payload_without_a_type_and_prints_a_line_for_people()
    {
        var run = await CommandRun.AsyncOn(host, "enqueue", "work", "{\"a\":1}", "--id", "cli-1", "--delay", "1h");
        var again = await CommandRun.AsyncOn(host, "enqueue", "work", "{\"a\":1}", "--id", "cli-1", "--delay", "1h");

        Assert.Equal("cli-1  work  echo  scheduled\n", run.Out);
        Assert.Equal("cli-1  work  echo  scheduled  (existed already)\n", again.Out);
    }

    [Fact]
    public async Task A_payload_can_come_from_stdin()
    {
        var run = await CommandRun.Async("[1, 2]", "enqueue", "work", "echo", "-", "-o", "json", "--server", host.Address.ToString());

        Assert.Equal("[1,2]", JsonDocument.Parse(run.Out).RootElement.GetProperty("payload").GetRawText());
    }

    [Fact]
    public async Task A_job_can_be_shown_cancelled_retried_and_deleted()
    {
        await CommandRun.AsyncOn(host, "enqueue", "work", "echo", "1", "--id", "cli-2", "--delay", "1h");

        Assert.Contains("scheduled", (await CommandRun.AsyncOn(host, "jobs", "show", "cli-2")).Out, StringComparison.Ordinal);
        Assert.Equal("cli-2  work  echo  cancelled\n", (await CommandRun.AsyncOn(host, "jobs", "cancel", "cli-2")).Out);
        (await CommandRun.AsyncOn(host, "jobs", "delete", "cli-2")).AssertFailed(2, "--yes");
        Assert.Equal(0, (await CommandRun.AsyncOn(host, "jobs", "delete", "cli-2", "--yes")).ExitCode);
        (await CommandRun.AsyncOn(host, "jobs", "show", "cli-2")).AssertFailed(3, "Not found");
    }

    [Fact]
    public async Task List_takes_a_filter()
    {
        await CommandRun.AsyncOn(host, "enqueue", "work", "{\"order\":815}", "--id", "cli-found", "--delay", "1h");

        Assert.Contains("cli-found", (await CommandRun.AsyncOn(host, "jobs", "list", "--filter", "payload.order:815 id:cli-*")).Out, StringComparison.Ordinal);
        (await CommandRun.AsyncOn(host, "jobs", "list", "--filter", "status:ded")).AssertFailed(1, "filter: column 8: there is no status 'ded', did you mean dead?");
    }

    [Fact]
    public async Task Show_prints_the_error_of_every_failed_attempt()
    {
        await CommandRun.AsyncOn(host, "enqueue", "work", "flaky", """{"failures":2}""", "--max-attempts", "3", "--id", "cli-failing");
        await host.EndAsync("cli-failing", "work");

        var shown = (await CommandRun.AsyncOn(host, "jobs", "show", "cli-failing")).Out;

        foreach (var attempt in new[] { 1, 2 })
            Assert.Contains($"attempt {attempt}  Jobs.Host.Handlers.SimulatedFailureException\nattempt {attempt} of 2 that fail\n", shown, StringComparison.Ordinal);
        Assert.Equal(2, shown.Split("at Jobs.Host.Handlers.FaultHandlers").Length - 1);
    }

    [Fact]
    public async Task A_waiting_job_is_changed()
    {
        await CommandRun.AsyncOn(host, "enqueue", "work", "echo", "1", "--id", "cli-7", "--delay", "1h");

        var run = await CommandRun.AsyncOn(host, "jobs", "change", "cli-7", "--priority", "low", "--at", "2126-01-31T08:00:00Z", "--payload", "{\"n\":1.10}", "-o", "json");

        var job = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(("8", "{\"n\":1.10}"), (job.GetProperty("priority").GetRawText(), job.GetProperty("payload").GetRawText()));
        (await CommandRun.AsyncOn(host, "jobs", "change", "cli-7")).AssertFailed(1, "nothing to change");
        (await CommandRun.AsyncOn(host, "jobs", "change", "cli-7", "--payload", "{")).AssertFailed(2, "not JSON");
    }

    [Fact]
    public async Task A_queue_is_paused_drained_and_resumed()
    {
        var until = TimeProvider.System.GetUtcNow().AddHours(1).UtcDateTime;
        var paused = await CommandRun.AsyncOn(host, "queues", "pause", "idle", "--reason", "repair", "--until", until.ToString("O"));
        Assert.Contains($"repair until {until:yyyy-MM-dd HH:mm:ss}, by api", paused.Out, StringComparison.Ordinal);
        Assert.Contains("draining", (await CommandRun.AsyncOn(host, "queues", "drain", "idle")).Out, StringComparison.Ordinal);
        Assert.Contains("draining", (await CommandRun.AsyncOn(host, "queues", "list")).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("draining", (await CommandRun.AsyncOn(host, "queues", "resume", "idle")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_come_as_a_table_with_a_summary_or_one_line_per_item()
    {
        await CommandRun.AsyncOn(host, "enqueue", "work", "echo", "1", "--id", "cli-3", "--tag", "listed", "--delay", "1h");

        var table = await CommandRun.AsyncOn(host, "jobs", "list", "--tag", "listed");
        var lines = await CommandRun.AsyncOn(host, "queues", "list", "-o", "jsonl");

        Assert.StartsWith("ID     QUEUE  TYPE  STATUS     ATTEMPTS  UPDATED", table.Out, StringComparison.Ordinal);
        Assert.EndsWith("1 job\n", table.Out, StringComparison.Ordinal);
        Assert.Single(lines.Out.Split('\n'), line => line.StartsWith("{\"name\":\"work\",", StringComparison.Ordinal));
        Assert.All(lines.Out.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("{\"name\":", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dead_letters_can_be_listed_and_replayed_from_the_shell()
    {
        await host.RunAsync("""{"queue":"work","id":"cli-4","type":"fail","payload":{"message":"sour","permanent":true}}""");
        await host.GetAsync("/api/v1/dead-letters/cli-4");

        Assert.Contains("sour", (await CommandRun.AsyncOn(host, "dead", "list")).Out, StringComparison.Ordinal);
        Assert.Contains("sour", (await CommandRun.AsyncOn(host, "dead", "groups")).Out, StringComparison.Ordinal);
        Assert.Equal("1 match\n", (await CommandRun.AsyncOn(host, "dead", "replay", "--type", "fail", "--dry-run")).Out);
        Assert.StartsWith("cli-4  work  fail", (await CommandRun.AsyncOn(host, "dead", "replay", "cli-4")).Out, StringComparison.Ordinal);
        (await CommandRun.AsyncOn(host, "dead", "replay")).AssertFailed(2, "Which dead letters?");
    }

    [Fact]
    public async Task Exit_codes_say_what_kind_of_failure_it_was()
    {
        await CommandRun.AsyncOn(host, "enqueue", "work", "echo", "1", "--id", "cli-5");

        (await CommandRun.AsyncOn(host, "enqueue", "work", "echo", "2", "--id", "cli-5")).AssertFailed(4, "The id belongs to another job");
        (await CommandRun.AsyncOn(host, "enqueue", "wrok", "echo", "2")).AssertFailed(3, "work");
        (await CommandRun.AsyncOn(host, "enqueue", "work", "nobody", "2")).AssertFailed(1, "No handler for this type");
        (await CommandRun.AsyncOn(host, "enqueue", "work", "echo", "{")).AssertFailed(2, "not JSON");
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_6() =>
        (await CommandRun.Async("", "stats", "--server", "http://127.0.0.1:1")).AssertFailed(6, "jobs serve");
}
