using System.Text.Json;

namespace Jobs.Host.Tests.Commands;

public sealed class FileTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_file_of_jobs_is_sent_once_however_often_it_is_sent()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 1200).Select(i => $$"""{"payload":{"n":{{i % 3}}},"delayMs":3600000}""")) + "\n\n";
        var first = await SendAsync(lines, "partners", "anything");
        var again = await SendAsync(lines + """{"id":"own","queue":"slow","type":"other","payload":null}""" + "\n", "partners", "anything");

        Assert.Equal("1200 new, 0 existed already, 0 refused\n", first.Out);
        Assert.Equal("1 new, 1200 existed already, 0 refused\n", again.Out);
        Assert.Equal("", first.Error);
        Assert.Equal("other", (await host.GetAsync("/api/v1/jobs/own?queue=slow")).Text("type"));
        Assert.Equal(1200, (await host.GetAsync("/api/v1/queues/partners")).Json.GetProperty("counts").GetProperty("scheduled").GetInt32());
    }

    [Fact]
    public async Task A_refused_line_is_named_and_the_others_are_stored()
    {
        var run = await SendAsync("""
            {"queue":"work","type":"echo","payload":1,"delayMs":3600000}
            {"queue":"work","type":"echo","payload":1,"priority":99}
            {"queue":"work","type":"echo","payload":2,"delayMs":3600000}
            """, "-o", "json");

        Assert.Equal((1, 2, 1), (run.ExitCode, JsonDocument.Parse(run.Out).RootElement.GetProperty("created").GetInt32(), JsonDocument.Parse(run.Out).RootElement.GetProperty("refused").GetInt32()));
        Assert.StartsWith("line 2: jobs[1].priority", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"payload\":1}", "Line 1 names no queue")]
    [InlineData("\n[1]", "Line 2 is no JSON object")]
    [InlineData("{", "Line 1 is not JSON")]
    public async Task A_line_that_is_no_job_is_2(string lines, string says) => (await SendAsync(lines)).AssertFailed(2, says);

    [Fact]
    public async Task A_file_says_everything_itself()
    {
        (await SendAsync("", "work", "--priority", "high")).AssertFailed(2, "each line says everything");
        (await CommandRun.AsyncOn(host, "enqueue", "--file", "/nothing/here")).AssertFailed(2, "/nothing/here");
        (await CommandRun.AsyncOn(host, "enqueue")).AssertFailed(2, "QUEUE is missing");
    }

    [Fact]
    public async Task A_file_from_the_disk_is_shown_as_it_goes_where_somebody_sees_it()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"queue":"left","type":"x","payload":1}""");
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Jobs.Host.Commands.Terminal(TextReader.Null, output, error, _ => null, IsInteractive: false, HasColour: false) { ErrorIsTerminal = true };

        Assert.Equal(0, await Jobs.Host.Commands.CommandLine.RunAsync(["enqueue", "--file", file, "--server", host.Address.ToString()], terminal));
        File.Delete(file);

        Assert.Contains("██████████████████████████████ 100%  1 jobs", error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\r", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("1 new, 0 existed already, 0 refused", output.ToString().TrimEnd());
    }

    private Task<CommandRun> SendAsync(string lines, params string[] more) => CommandRun.Async(lines, ["enqueue", "--file", "-", "--server", host.Address.ToString(), .. more]);
}
