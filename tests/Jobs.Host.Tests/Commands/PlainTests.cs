using Jobs.Host.Commands;
using Spectre.Console;

namespace Jobs.Host.Tests.Commands;

/// <summary>What somebody else wrote must not steer the terminal of who reads it.</summary>
public sealed class PlainTests(TestHost host) : IClassFixture<TestHost>
{
    private const string Hostile = "\u001b]0;owned\u0007\u001b[2J\u009b31m\rfake\u202egnp.exe\u200b[red]markup[/]";

    [Fact]
    public async Task No_table_lets_an_escape_sequence_through()
    {
        var message = System.Text.Json.JsonSerializer.Serialize(Hostile + "\nsecond line");
        await host.RunAsync($$"""{"queue":"work","id":"hostile","type":"fail","payload":{"message":{{message}},"permanent":true} }""");
        await host.GetAsync("/api/v1/dead-letters/hostile");
        await host.PostAsync("/api/v1/queues/idle/pause", "{\"reason\":\"paused \\u202eby nobody\"}");

        foreach (var typed in (string[])["jobs list", "jobs show hostile", "dead list", "dead groups", "dead show hostile", "queues show idle", "jobs show hostile -o json", "dead list -o jsonl"])
        {
            var run = await CommandRun.AsyncOn(host, typed.Split(' '));
            Assert.Equal(0, run.ExitCode);
            var steers = typed.Contains("-o", StringComparison.Ordinal) ? "\u001b\u009b\u0007\r" : "\u001b\u009b\u0007\r\u202e\u200b";
            Assert.True(run.Out.IndexOfAny([.. steers]) < 0, $"{typed}: {run.Out}");
        }

        await CommandRun.AsyncOn(host, "enqueue", "work", "echo", "[\"\u009b31m\u202e\u007f\"]", "--id", "raw");
        Assert.Contains("[\"\ufffd31m\ufffd␡\"]", (await CommandRun.AsyncOn(host, "jobs", "show", "raw")).Out, StringComparison.Ordinal);
        Assert.Contains("[\"\\u009B31m", (await CommandRun.AsyncOn(host, "jobs", "show", "raw", "-o", "json")).Out, StringComparison.Ordinal);
        await host.PostAsync("/api/v1/queues/idle/resume");
    }

    [Fact]
    public async Task Messages_let_none_through_either()
    {
        var run = await CommandRun.AsyncOn(host, "jobs", "list", "--status", Hostile);

        Assert.Equal(1, run.ExitCode);
        Assert.True(run.Error.IndexOfAny(['\u001b', '\u009b', '\u0007', '\r', '\u202e']) < 0, run.Error);
    }

    [Fact]
    public void A_table_fits_its_terminal_and_cuts_ids_last()
    {
        const string id = "0198f2c4-7a31-7cde-8f00-aabbccddeeff";
        Assert.All(Table(80, id), line => Assert.True(line.Length <= 80, line));
        Assert.Contains(Table(80, id), line => line.StartsWith($"{id}  ", StringComparison.Ordinal) && line.Contains('…', StringComparison.Ordinal));
        Assert.All(Table(40, id), line => Assert.True(line.Length <= 40, line));
        Assert.DoesNotContain(Table(1000, id), line => line.Contains('…', StringComparison.Ordinal));
    }

    private static string[] Table(int width, string id)
    {
        using var output = new StringWriter();
        var table = Tables.New("ID", "QUEUE", ">ATTEMPTS", "ERROR");
        table.AddRow(id, "email", "3/3", "System.InvalidOperationException: the mail server does not answer, and nobody knows why it should");
        table.AddRow("short", "a-queue-with-a-long-name", "1/3", "[red]no[/]");
        new Terminal(TextReader.Null, output, TextWriter.Null, _ => null, IsInteractive: false, HasColour: false) { Width = width }.Tables(colour: false).Write(table);
        return output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}
