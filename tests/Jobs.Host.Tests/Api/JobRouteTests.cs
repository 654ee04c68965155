using System.Net;
using System.Text.Json;

namespace Jobs.Host.Tests.Api;

public sealed class JobRouteTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_waiting_job_can_be_cancelled_and_run_again()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"wait-1","payload":1,"delayMs":3600000}""");

        var cancelled = await host.PostAsync("/api/v1/jobs/wait-1/cancel");
        var again = await host.PostAsync("/api/v1/jobs/wait-1/cancel");
        var retried = await host.PostAsync("/api/v1/jobs/wait-1/retry", "{}");

        Assert.Equal("cancelled", cancelled.Text("status"));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(HttpStatusCode.OK, retried.Status);
        Assert.Equal("completed", (await host.EndAsync("wait-1", "work")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_scheduled_job_becomes_due_by_a_retry()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"soon-1","payload":1,"delayMs":3600000}""");

        var retried = await host.PostAsync("/api/v1/jobs/soon-1/retry");

        Assert.Equal(HttpStatusCode.OK, retried.Status);
        Assert.Equal("completed", (await host.EndAsync("soon-1", "work")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Every_failed_attempt_carries_its_whole_error_and_a_list_leaves_the_stacks_out()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"failing-1","type":"flaky","payload":{"failures":1},"tags":["failing"]}""");
        await host.EndAsync("failing-1", "work");

        var error = Failed((await host.GetAsync("/api/v1/jobs/failing-1")).Json).GetProperty("error");
        var listed = Failed((await host.GetAsync("/api/v1/jobs?tag=failing")).Json.GetProperty("items")[0]).GetProperty("error");

        Assert.Equal("attempt 1 of 1 that fail", error.GetProperty("message").GetString());
        Assert.Contains("FaultHandlers", error.GetProperty("stack").GetString(), StringComparison.Ordinal);
        Assert.Equal(("attempt 1 of 1 that fail", JsonValueKind.Null), (listed.GetProperty("message").GetString(), listed.GetProperty("stack").ValueKind));

        static JsonElement Failed(JsonElement job) => job.GetProperty("history").EnumerateArray().Single(step => step.GetProperty("event").GetString() == "failed");
    }

    [Fact]
    public async Task A_result_is_202_until_the_job_has_ended_and_200_however_it_ended()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"result-1","payload":{"n":1},"delayMs":3600000}""");
        var waits = await host.GetAsync("/api/v1/jobs/result-1/result?waitMs=1");
        await host.PostAsync("/api/v1/jobs/result-1/cancel");
        var cancelled = await host.GetAsync("/api/v1/jobs/result-1/result");
        await host.PostAsync("/api/v1/jobs/result-1/retry");
        var completed = await host.GetAsync("/api/v1/jobs/result-1/result?waitMs=30000");
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","type":"fail","id":"result-2","payload":{"message":"no","permanent":true} }""");
        var dead = await host.GetAsync("/api/v1/jobs/result-2/result?waitMs=30000");

        Assert.Equal((HttpStatusCode.Accepted, "scheduled"), (waits.Status, waits.Text("status")));
        Assert.Equal((HttpStatusCode.OK, "cancelled"), (cancelled.Status, cancelled.Text("status")));
        Assert.Equal((HttpStatusCode.OK, "completed", 1), (completed.Status, completed.Text("status"), completed.Json.GetProperty("result").GetProperty("n").GetInt32()));
        Assert.Equal((HttpStatusCode.OK, "dead", "no"), (dead.Status, dead.Text("status"), dead.Json.GetProperty("lastError").GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Only_a_finished_job_can_be_deleted()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"del-1","payload":1,"delayMs":3600000}""");

        (await host.DeleteAsync("/api/v1/jobs/del-1")).AssertProblem(HttpStatusCode.Conflict, "invalid-state");
        await host.PostAsync("/api/v1/jobs/del-1/cancel");
        var deleted = await host.DeleteAsync("/api/v1/jobs/del-1");

        Assert.Equal(HttpStatusCode.NoContent, deleted.Status);
        (await host.GetAsync("/api/v1/jobs/del-1")).AssertProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task An_id_in_two_queues_needs_its_queue()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"both","type":"echo","payload":1}""");
        await host.PostAsync("/api/v1/jobs", """{"queue":"idle","id":"both","type":"echo","payload":1}""");

        (await host.GetAsync("/api/v1/jobs/both")).AssertProblem(HttpStatusCode.Conflict, "ambiguous-id");
        Assert.Equal("idle", (await host.GetAsync("/api/v1/jobs/both?queue=idle")).Text("queue"));
    }

    [Fact]
    public async Task Lists_are_paged_without_gap_or_repeat()
    {
        for (var i = 0; i < 7; i++)
            await host.PostAsync("/api/v1/jobs", $$"""{"queue":"work","payload":{{i}},"tags":["paged"],"delayMs":3600000}""");

        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await host.GetAsync($"/api/v1/jobs?queue=work&status=scheduled&tag=paged&limit=3{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}")).Json;
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(job => job.GetProperty("id").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(7, ids.Count);
        Assert.Equal(7, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_list_over_all_queues_is_paged_without_gap_or_repeat_and_newest_first()
    {
        for (var i = 0; i < 4; i++)
        {
            await host.PostAsync("/api/v1/jobs", $$"""{"queue":"work","payload":{{i}},"tags":["spread"],"delayMs":3600000}""");
            await host.PostAsync("/api/v1/jobs", $$"""{"queue":"idle","type":"echo","payload":{{i}},"tags":["spread"],"delayMs":3600000}""");
        }

        var (ids, updated) = (new List<string>(), new List<string>());
        string? cursor = null;
        do
        {
            var page = (await host.GetAsync($"/api/v1/jobs?filter=tag:spread&limit=3{(cursor is null ? "" : $"&cursor={cursor}")}")).Json;
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(job => job.GetProperty("id").GetString()!));
            updated.AddRange(page.GetProperty("items").EnumerateArray().Select(job => job.GetProperty("updatedAt").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(8, ids.Distinct().Count());
        Assert.Equal(updated.OrderByDescending(at => at, StringComparer.Ordinal), updated);
        Assert.Equal(8, ids.Count);
    }

    [Fact]
    public async Task A_filter_and_a_text_find_jobs_in_any_queue()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"find-1","type":"fail","payload":{"message":"Needle in the haystack","permanent":true}}""");
        await host.PostAsync("/api/v1/jobs", """{"queue":"idle","id":"find-2","type":"echo","payload":{"user":{"id":4711}},"delayMs":3600000}""");
        await host.EndAsync("find-1", "work");

        Assert.Equal("find-2", await FindAsync("filter=payload.user.id:4711+status:scheduled"));
        Assert.Equal("find-1", await FindAsync("filter=status:dead+\"needle+in\"+updated:<1h"));
        Assert.Equal("find-1", await FindAsync("text=needle"));
        Assert.Equal("", await FindAsync("queue=idle&filter=queue:work"));

        async Task<string> FindAsync(string query) => string.Join(
            ' ', (await host.GetAsync($"/api/v1/jobs?{query}")).Json.GetProperty("items").EnumerateArray().Select(job => job.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_wrong_filter_is_refused_with_its_column_and_what_was_likely_meant()
    {
        var reply = await host.GetAsync("/api/v1/jobs?filter=type:a+staus:dead");

        reply.AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Contains("column 8: there is no field 'staus', did you mean status?", reply.Json.GetProperty("errors").GetProperty("filter").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_job_is_404()
    {
        (await host.GetAsync("/api/v1/jobs/nobody")).AssertProblem(HttpStatusCode.NotFound, "not-found");
        (await host.PostAsync("/api/v1/jobs/nobody/cancel")).AssertProblem(HttpStatusCode.NotFound, "not-found");
        (await host.GetAsync("/api/v1/jobs/nobody/result?waitMs=10")).AssertProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_body_where_none_belongs_is_refused() =>
        (await host.PostAsync("/api/v1/jobs/x/cancel", """{"force":true}""")).AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
}
