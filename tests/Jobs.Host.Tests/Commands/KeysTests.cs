using System.Text;
using System.Text.Json;
using Jobs.Hosting;

namespace Jobs.Host.Tests.Commands;

public sealed class KeysTests
{
    [Fact]
    public async Task A_new_key_fits_the_lines_that_are_printed_with_it()
    {
        var run = await CommandRun.Async("", "keys", "new", "web", "--scopes", "read,enqueue");
        var lines = run.Out.Split('\n');
        var key = lines[0];

        var read = Assert.Single(JobsSettingsReader.Read("jobs.queues.work.default-type = echo\n" + string.Join('\n', lines.SkipWhile(line => !line.StartsWith("jobs.host", StringComparison.Ordinal)))).Host.ApiKeys);
        Assert.Equal(("web", Scopes.Read | Scopes.Enqueue, KeyHash.Of(Encoding.UTF8.GetBytes(key)).Text), (read.Name, read.Scopes, read.Hash.Text));
        Assert.True(key.Length >= 43, "256 bits");
        Assert.NotEqual(key, (await CommandRun.Async("", "keys", "new", "web")).Out.Split('\n')[0]);
    }

    [Fact]
    public async Task As_JSON_it_has_the_key_and_the_hash()
    {
        var made = JsonDocument.Parse((await CommandRun.Async("", "keys", "new", "ops", "--scopes", "admin", "-o", "json")).Out).RootElement;

        Assert.Equal(KeyHash.Of(Encoding.UTF8.GetBytes(made.GetProperty("key").GetString()!)).Text, made.GetProperty("hash").GetString());
    }

    [Theory]
    [InlineData("keys new", "NAME")]
    [InlineData("keys new Web", "a key's name")]
    [InlineData("keys new web --scopes reed", "did you mean read?")]
    [InlineData("keys new web --scopes ,", "got none")]
    public async Task What_is_no_key_is_2(string typed, string says) => (await CommandRun.Async("", typed.Split(' '))).AssertFailed(2, says);

    [Fact]
    public async Task With_keys_other_machines_may_reach_the_host_and_without_they_may_not()
    {
        var key = JsonDocument.Parse((await CommandRun.Async("", "keys", "new", "web", "-o", "json")).Out).RootElement.GetProperty("hash").GetString();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"jobs.queues.work.default-type = echo\njobs.host.api-keys.web {{\n hash = \"{key}\"\n scopes = [read]\n}}");
        var withKeys = await CommandRun.Async("", "config", "check", "--config", file, "--urls", "http://0.0.0.0:3000");
        File.Delete(file);

        Assert.Equal(0, withKeys.ExitCode);
        (await CommandRun.Async("", "config", "check", "--urls", "http://0.0.0.0:3000")).AssertFailed(2, "0.0.0.0");
    }
}
