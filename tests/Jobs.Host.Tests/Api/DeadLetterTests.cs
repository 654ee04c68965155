using System.Net;

namespace Jobs.Host.Tests.Api;

public sealed class DeadLetterTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_job_that_reads_dead_is_found_among_the_dead_letters()
    {
        var job = await DieAsync("dl-1");

        var letter = await host.GetAsync("/api/v1/dead-letters/dl-1");
        var letters = await host.GetAsync("/api/v1/dead-letters?queue=work&text=on+purpose");

        Assert.Equal("dead", job);
        Assert.Equal("rejected", letter.Text("reason"));
        Assert.Equal("on purpose dl-1", letter.Json.GetProperty("error").GetProperty("message").GetString());
        Assert.Contains(letters.Json.GetProperty("items").EnumerateArray(), item => item.GetProperty("id").GetString() == "dl-1");
    }

    [Fact]
    public async Task A_replay_keeps_the_id_and_may_change_the_payload()
    {
        await DieAsync("dl-2");

        var replayed = await host.PostAsync("/api/v1/dead-letters/dl-2/replay", """{"payload":{"message":"again","permanent":true}}""");
        var job = await host.EndAsync("dl-2", "work");

        Assert.Equal(HttpStatusCode.OK, replayed.Status);
        Assert.Equal(1, job.GetProperty("replays").GetInt32());
        Assert.Equal("again", job.GetProperty("lastError").GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_filtered_replay_counts_first_and_then_answers_202()
    {
        await DieAsync("dl-3");
        const string Filter = """{"queue":"work","type":"fail","ids":["dl-3"]""";

        var dry = await host.PostAsync("/api/v1/dead-letters/replay", Filter + ",\"dryRun\":true}");
        var real = await host.PostAsync("/api/v1/dead-letters/replay", Filter + "}");

        Assert.Equal(HttpStatusCode.OK, dry.Status);
        Assert.Equal(1, dry.Json.GetProperty("matched").GetInt32());
        Assert.Equal(HttpStatusCode.Accepted, real.Status);
        Assert.Equal(1, real.Json.GetProperty("matched").GetInt32());
    }

    [Fact]
    public async Task A_deleted_letter_is_gone()
    {
        await DieAsync("dl-4");

        Assert.Equal(HttpStatusCode.NoContent, (await host.DeleteAsync("/api/v1/dead-letters/dl-4")).Status);
        (await host.GetAsync("/api/v1/dead-letters/dl-4")).AssertProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Letters_are_grouped_by_their_error()
    {
        await DieAsync("dl-5", "the same");
        await DieAsync("dl-6", "the same");

        var groups = await host.GetAsync("/api/v1/dead-letters/groups?queue=work&type=fail");

        var group = groups.Json.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("errorMessage").GetString() == "the same");
        Assert.Equal(2, group.GetProperty("count").GetInt32());
    }

    /// <summary>The job's status at its end.</summary>
    private async Task<string> DieAsync(string id, string? message = null)
    {
        var job = await host.RunAsync($$"""{"queue":"work","id":"{{id}}","type":"fail","payload":{"message":"{{message ?? $"on purpose {id}"}}","permanent":true} }""");
        return job.GetProperty("status").GetString()!;
    }
}
