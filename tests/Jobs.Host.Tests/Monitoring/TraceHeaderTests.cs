using System.Net;

namespace Jobs.Host.Tests.Monitoring;

public sealed class TraceHeaderTests(TestHost host) : IClassFixture<TestHost>
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string TraceParent = $"00-{TraceId}-b7ad6b7169203331-01";

    [Fact]
    public async Task The_trace_of_a_request_is_the_trace_of_its_job()
    {
        var job = await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"traced","payload":1}""", ("traceparent", TraceParent));

        Assert.Equal(HttpStatusCode.Created, job.Status);
        Assert.Equal(TraceId, job.Text("traceId"));
    }

    [Fact]
    public async Task A_request_without_a_trace_gives_its_job_none_that_nobody_ever_exports()
    {
        var job = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":1}""");
        await host.PostAsync("/api/v1/jobs/batch", """{"queue":"work","jobs":[{"id":"untraced","payload":1}]}""");

        Assert.Equal("null", job.Json.GetProperty("traceId").GetRawText());
        Assert.Equal("null", (await host.GetAsync("/api/v1/jobs/untraced")).Json.GetProperty("traceId").GetRawText());
    }

    [Fact]
    public async Task All_jobs_of_a_batch_have_the_trace_of_its_request()
    {
        await host.PostAsync("/api/v1/jobs/batch", """{"queue":"work","jobs":[{"id":"traced-1","payload":1},{"id":"traced-2","payload":1}]}""", ("traceparent", TraceParent));

        Assert.Equal(TraceId, (await host.GetAsync("/api/v1/jobs/traced-1")).Text("traceId"));
        Assert.Equal(TraceId, (await host.GetAsync("/api/v1/jobs/traced-2")).Text("traceId"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    public async Task A_trace_that_can_not_be_read_is_no_reason_to_refuse_a_job(string traceParent)
    {
        var job = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":1}""", ("traceparent", traceParent));

        Assert.Equal(HttpStatusCode.Created, job.Status);
        Assert.Equal("null", job.Json.GetProperty("traceId").GetRawText());
    }

    [Fact]
    public async Task Without_links_the_templates_are_null()
    {
        var links = await host.GetAsync("/api/v1/links");

        Assert.Equal("""{"trace":null,"logs":null}""", links.Json.GetRawText());
    }
}
