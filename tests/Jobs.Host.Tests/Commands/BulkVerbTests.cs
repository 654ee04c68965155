namespace Jobs.Host.Tests.Commands;

public sealed class BulkVerbTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Bulk_counts_first_and_then_tells_how_it_ended()
    {
        foreach (var id in (string[])["cli-bulk-1", "cli-bulk-2"])
            await CommandRun.AsyncOn(host, "enqueue", "work", "{\"n\":1}", "--id", id, "--delay", "1h");

        var dry = await CommandRun.AsyncOn(host, "bulk", "cancel", "--filter", "id:cli-bulk-1,cli-bulk-2", "--dry-run");
        var run = await CommandRun.AsyncOn(host, "bulk", "cancel", "--filter", "id:cli-bulk-1,cli-bulk-2", "--wait", "--reason", "moved");

        Assert.Equal("2 match\n", dry.Out);
        Assert.EndsWith("  cancel  completed  2 of 2\n", run.Out, StringComparison.Ordinal);
        var shown = await CommandRun.AsyncOn(host, "operations", "show", run.Out[..36]);
        Assert.Matches(@"reason\s+moved", shown.Out);
        Assert.Contains(run.Out[..36], (await CommandRun.AsyncOn(host, "operations", "list")).Out, StringComparison.Ordinal);
        Assert.Contains("  cancel  completed  2 of 2", (await CommandRun.AsyncOn(host, "operations", "cancel", run.Out[..36])).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_allow_it_is_a_failure()
    {
        await CommandRun.AsyncOn(host, "enqueue", "work", "{\"n\":1}", "--id", "cli-bulk-3", "--delay", "1h");

        var run = await CommandRun.AsyncOn(host, "bulk", "delete", "--id", "cli-bulk-3", "--yes", "--wait");

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("0 of 1, 1 failed\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("1 did not allow it.\nJob cli-bulk-3 is scheduled and can not be deleted", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_many_asks_first_and_something_must_be_said()
    {
        (await CommandRun.AsyncOn(host, "bulk", "delete", "--filter", "status:completed")).AssertFailed(2, "--yes");
        (await CommandRun.AsyncOn(host, "bulk", "retry")).AssertFailed(1, "filter: missing");
        (await CommandRun.AsyncOn(host, "bulk", "rerun", "--filter", "status:dead")).AssertFailed(2, "rerun");
    }

    [Fact]
    public async Task Dead_letters_are_replayed_at_a_rate_and_waited_for()
    {
        foreach (var id in (string[])["cli-bulk-d1", "cli-bulk-d2"])
            await host.RunAsync($$"""{"queue":"work","id":"{{id}}","type":"fail","payload":{"message":"cli again","permanent":true} }""");

        var run = await CommandRun.AsyncOn(host, "dead", "replay", "--text", "cli again", "--per-second", "100", "--wait");

        Assert.EndsWith("  replay  completed  2 of 2\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(1, (await host.EndAsync("cli-bulk-d1", "work")).GetProperty("replays").GetInt32());
    }
}
