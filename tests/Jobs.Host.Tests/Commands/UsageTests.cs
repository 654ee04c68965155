namespace Jobs.Host.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("queue", "did you mean 'queues'?")]
    [InlineData("jobs lost", "list, show, change, cancel, retry, delete")]
    [InlineData("jobs list --statsu dead", "did you mean '--status'?")]
    [InlineData("enqueue", "QUEUE")]
    [InlineData("enqueue q t 1 --delay soon", "500ms, 10s, 5m")]
    [InlineData("stats -o yaml", "yaml")]
    [InlineData("stats --server nowhere", "--server")]
    [InlineData("tails", "did you mean 'tail'?")]
    [InlineData("serve --urls ftp://x", "--urls")]
    [InlineData("serve --urls http://localhost:0", "--urls")]
    [InlineData("serve --urls http://0.0.0.0:3000", "--insecure")]
    public async Task What_is_typed_wrong_is_2_with_a_hint(string typed, string says) => (await CommandRun.Async("", typed.Split(' '))).AssertFailed(2, says);

    [Theory]
    [InlineData("--help")]
    [InlineData("serve --help")]
    [InlineData("enqueue -h")]
    [InlineData("jobs --help")]
    [InlineData("dead --help")]
    [InlineData("config check --help")]
    public async Task Help_teaches_with_examples(string typed)
    {
        var run = await CommandRun.Async("", typed.Split(' '));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Examples:\n  jobs ", run.Out, StringComparison.Ordinal);
        Assert.Contains("Usage:\n  jobs ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_is_checked_with_all_its_problems_at_once()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "jobs {\n  queues {\n    email {\n      concurency = 5\n      max-attempts = 0\n    }\n  }\n}\n");

        var bad = await CommandRun.Async("", "config", "check", "--config", file);
        File.Delete(file);
        var missing = await CommandRun.Async("", "config", "check", "--config", file);
        var sample = await CommandRun.Async("", "config", "check");

        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("jobs.queues.email.concurency", bad.Error, StringComparison.Ordinal);
        Assert.Contains("jobs.queues.email.max-attempts", bad.Error, StringComparison.Ordinal);
        missing.AssertFailed(1, file);
        Assert.Equal($"sample queues: good, 4 queues: email, images, pdf, webhooks\nstored in {Path.GetFullPath("data")}\n", sample.Out);
    }
}
