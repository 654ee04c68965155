using Jobs.Hosting;

namespace Jobs.Actors.Tests.Hosting;

public sealed class LinkSettingsTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public void Placeholders_are_filled_in_escaped()
    {
        var links = Read("""
            trace = "https://traces.example.org/trace/{traceId}"
            logs = "https://logs.example.org/?q={queue}/{jobId}/{type}"
            """);

        Assert.Equal($"https://traces.example.org/trace/{TraceId}", links.TraceOf(JobId.Parse("job-1"), "email", "a&b", TraceId));
        Assert.Equal("https://logs.example.org/?q=email/job-1/a%26b", links.LogsOf(JobId.Parse("job-1"), "email", "a&b", TraceId));
    }

    [Fact]
    public void A_job_of_no_known_trace_has_no_link_that_needs_one()
    {
        var links = Read("""
            trace = "https://traces.example.org/trace/{traceId}"
            logs = "https://logs.example.org/?trace={traceId}"
            """);

        Assert.Null(links.TraceOf(JobId.Parse("job-1"), "email", "send", null));
        Assert.Null(links.LogsOf(JobId.Parse("job-1"), "email", "send", null));
    }

    [Theory]
    [InlineData("trace = \"https://traces.example.org/\"")]
    [InlineData("trace = \"javascript:alert('{traceId}')\"")]
    [InlineData("trace = \"/trace/{traceId}\"")]
    [InlineData("trace = \"https://traces.example.org/{traceId}/{spanId}\"")]
    [InlineData("logs = \"https://logs.example.org/{queue}\"")]
    public void A_link_that_could_not_work_stops_the_start(string link)
    {
        var refused = Assert.Throws<JobsSettingsException>(() => Read(link));

        Assert.Contains("jobs.host.links.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("known placeholders: {traceId}, {jobId}, {queue}, {type}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_logged_and_how_can_be_said()
    {
        var log = JobsSettingsReader.Read("""
            jobs.queues.email.concurrency = 1
            jobs.host.log.level = information
            jobs.host.log.format = json
            """).Host.Log;

        Assert.Equal((Microsoft.Extensions.Logging.LogLevel.Information, LogFormat.Json), (log.Level, log.Format));
    }

    private static LinkSettings Read(string links) => JobsSettingsReader.Read($$"""
        jobs {
          queues.email.concurrency = 1
          host.links {
            {{links.Replace("\n", "\n    ", StringComparison.Ordinal)}}
          }
        }
        """).Host.Links;
}
