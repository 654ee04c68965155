using System.Net;

namespace Jobs.Host.Tests.Api;

/// <summary>The first tutorial, as its reader types it.</summary>
public sealed class TutorialTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task The_tutorials_routes_answer_in_its_shapes()
    {
        for (var i = 0; i < 10; i++)
            await host.RunAsync($$"""{"queue":"work","type":"echo","payload":{"to":"user{{i}}@example.com"} }""");
        await host.RunAsync("""{"queue":"work","id":"sour","type":"fail","payload":{"permanent":true}}""");

        var stats = await host.GetAsync("/dashboard/stats/work");
        var jobs = await host.GetAsync("/dashboard/jobs/work?limit=20");
        var dead = await host.GetAsync("/dashboard/dead/work");

        Assert.Equal("""{"pending":0,"scheduled":0,"processing":0,"failed":0,"completed":10,"dead":1,"cancelled":0}""", stats.Body);
        Assert.Equal(11, jobs.Json.GetArrayLength());
        Assert.Equal("sour", jobs.Json[0].GetProperty("id").GetString());
        Assert.Equal("sour", Assert.Single(dead.Json.EnumerateArray()).GetProperty("id").GetString());

        Assert.Equal("""{"replayed":true}""", (await host.PostAsync("/dashboard/dead/sour/replay")).Body);
        await host.EndAsync("sour", "work");
        await host.GetAsync("/api/v1/dead-letters/sour");
        Assert.Equal("""{"replayed":1}""", (await host.PostAsync("/dashboard/dead/work/replay-all")).Body);
    }

    [Fact]
    public async Task What_does_not_exist_is_404()
    {
        (await host.GetAsync("/dashboard/stats/nobody")).AssertProblem(HttpStatusCode.NotFound, "unknown-queue");
        (await host.PostAsync("/dashboard/dead/nobody/replay")).AssertProblem(HttpStatusCode.NotFound, "not-found");
    }
}
