using System.Text.RegularExpressions;

namespace Jobs.Host.Tests.Commands;

/// <summary>What the console prints, to the letter.</summary>
public sealed partial class GoldenTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Golden_help_of_every_verb()
    {
        var seen = new List<string>();
        var ahead = new Queue<string>([""]);
        while (ahead.TryDequeue(out var verb))
        {
            var run = await CommandRun.Async("", [.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
            Assert.Equal(0, run.ExitCode);
            seen.Add($"help{verb.Replace(' ', '-')}.txt");
            GoldenFile.AssertIs(seen[^1], run.Out);
            var beneath = Verbs(run.Out).ToList();
            if (beneath.Count == 0)
                Assert.Contains("Examples:\n  jobs", run.Out, StringComparison.Ordinal);
            foreach (var name in beneath)
                ahead.Enqueue($"{verb} {name}");
        }

        Assert.Equal(seen.Order(StringComparer.Ordinal), GoldenFile.Names("help*.txt").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Golden_outputs()
    {
        await CommandRun.AsyncOn(host, "enqueue", "work", "echo", "{\"n\":1}", "--id", "golden-waits", "--delay", "1h", "--tag", "golden");
        await host.RunAsync("""{"queue":"work","id":"golden-dies","type":"fail","payload":{"message":"mail server says no","permanent":true},"tags":["golden"]}""");
        await host.GetAsync("/api/v1/dead-letters/golden-dies");

        foreach (var typed in (string[])[
            "jobs list --tag golden", "jobs list --tag golden -o jsonl", "jobs show golden-waits", "jobs show golden-dies", "dead list", "dead groups", "dead show golden-dies",
            "queues list", "queues show idle", "stats idle", "jobs cancel golden-waits", "jobs delete golden-waits", "jobs show nobody", "queues show idel", "describe"])
        {
            var run = await CommandRun.AsyncOn(host, typed == "describe" ? ["describe", "email"] : typed.Split(' '));
            GoldenFile.AssertIs($"output-{typed.Replace(' ', '-').Replace("--", "", StringComparison.Ordinal)}.txt", Still($"$ jobs {typed}\n{run.Out}{run.Error}exit {run.ExitCode}\n"));
        }
    }

    /// <summary>What differs from run to run, in its own length.</summary>
    private static string Still(string text)
    {
        text = Time().Replace(text, "2025-01-31 08:00:00");
        text = WireTime().Replace(text, "2025-01-31T08:00:00.0000000Z");
        text = Trace().Replace(text, match => new string('0', match.Length)).Replace($"\"{Environment.MachineName}/", "\"host/", StringComparison.Ordinal);
        // First in JSON, where a stack has no lines of its own and the rest of the line would go with it.
        return Stack().Replace(JsonStack().Replace(text, "\"stack\":\"somewhere\""), "   at somewhere\n");
    }

    private static IEnumerable<string> Verbs(string help)
    {
        var at = help.IndexOf("\nCommands:\n", StringComparison.Ordinal);
        return at < 0 ? [] : help[(at + 11)..].Split('\n').TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Where(line => line[2] != ' ').Select(line => line.Trim().Split(' ')[0]);
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex Time();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z")]
    private static partial Regex WireTime();

    [GeneratedRegex(@"(?<=[""-])([0-9a-f]{32}|[0-9a-f]{16})(?=[""-])")]
    private static partial Regex Trace();

    [GeneratedRegex(@"(   at .*\n)+")]
    private static partial Regex Stack();

    [GeneratedRegex(@"""stack"":""(\\.|[^""\\])+""")]
    private static partial Regex JsonStack();
}
