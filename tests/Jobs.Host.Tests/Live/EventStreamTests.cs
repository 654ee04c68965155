using System.Net;
using System.Text.Json;
using Jobs.Host.Live;

namespace Jobs.Host.Tests.Live;

public sealed class EventStreamTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_job_is_told_step_by_step_as_server_sent_events()
    {
        await using var ear = await Ear.OpenAsync(host.Http);
        await host.RunAsync("""{"queue":"work","id":"told-1","type":"fail","payload":{"message":"sour","permanent":true}}""");

        var told = await ear.TakeAsync(3, Of("told-1"));

        Assert.Equal(["job.enqueued", "job.started", "job.dead"], told.Select(Name));
        Assert.Equal(("work", "fail", "dead", 1), (Text(told[2], "queue"), Text(told[2], "type"), Text(told[2], "status"), told[2].GetProperty("attempt").GetInt32()));
        Assert.Equal("sour", told[2].GetProperty("error").GetProperty("message").GetString());
        Assert.Equal("text/event-stream", ear.Response.Content.Headers.ContentType!.MediaType);
        Assert.True(ear.Response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Each_event_is_sent_under_its_name_unless_asked_otherwise()
    {
        await using var named = await Ear.OpenAsync(host.Http, "?event=job.completed");
        await using var unnamed = await Ear.OpenAsync(host.Http, "?event=job.completed&named=false");
        await host.RunAsync("""{"queue":"work","payload":1}""");

        Assert.Equal("job.completed", (await named.NextAsync())!.Value.Name);
        var (name, data) = (await unnamed.NextAsync())!.Value;
        Assert.Equal(("message", "job.completed"), (name, Name(data)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_comes_back_with_the_last_id_hears_the_rest_once(bool inHeader)
    {
        var ids = Enumerable.Range(0, 20).Select(n => $"again-{inHeader}-{n}").ToList();
        string place;
        await using (var first = await Ear.OpenAsync(host.Http, "?event=job.enqueued"))
        {
            foreach (var id in ids.Take(10))
                await EnqueueLaterAsync(id);
            Assert.Equal(ids.Take(5), (await first.TakeAsync(5, Known)).Select(Id));
            place = first.LastEventId;
        }

        foreach (var id in ids.Skip(10))
            await EnqueueLaterAsync(id);
        await using var again = await Ear.OpenAsync(host.Http, inHeader ? "?event=job.enqueued" : $"?event=job.enqueued&lastEventId={place}", inHeader ? place : null);

        Assert.Equal(ids.Skip(5), (await again.TakeAsync(15, Known)).Select(Id));

        bool Known(JsonElement e) => ids.Contains(Id(e));
    }

    [Fact]
    public async Task An_id_of_another_run_gets_one_reset_and_then_what_happens()
    {
        await using var ear = await Ear.OpenAsync(host.Http, "?event=job.enqueued", lastEventId: "3pQ1m0Yd8HsAAAAAAAAAAQ");
        await EnqueueLaterAsync("after-reset");

        Assert.Equal("reset", (await ear.NextAsync())!.Value.Name);
        Assert.NotEmpty(ear.LastEventId);
        Assert.Equal("after-reset", Id((await ear.NextAsync())!.Value.Data));
    }

    [Fact]
    public async Task Who_has_heard_nothing_yet_has_a_place_to_come_back_to()
    {
        string place;
        await using (var first = await Ear.OpenAsync(host.Http, "?event=stats.tick&queue=idle"))
        {
            Assert.Equal("stats.tick", (await first.NextAsync())!.Value.Name);
            place = first.LastEventId;
        }

        await EnqueueLaterAsync("while-away");
        await using var again = await Ear.OpenAsync(host.Http, "?event=job.enqueued", place);

        Assert.Single(await again.TakeAsync(1, Of("while-away")));
    }

    [Fact]
    public async Task Filters_choose_by_queue_type_and_event()
    {
        await using var queue = await Ear.OpenAsync(host.Http, "?queue=idle&event=job.enqueued");
        await using var type = await Ear.OpenAsync(host.Http, "?type=sleep");
        await using var name = await Ear.OpenAsync(host.Http, "?event=job.changed,job.cancelled");
        await EnqueueLaterAsync("filter-1");
        await host.PostAsync("/api/v1/jobs", """{"queue":"idle","id":"filter-2","type":"sleep","payload":{"ms":1},"delayMs":3600000}""");
        await host.PostAsync("/api/v1/jobs/filter-1/cancel");

        Assert.Equal("filter-2", Id((await queue.NextAsync())!.Value.Data));
        Assert.Equal("filter-2", Id((await type.NextAsync())!.Value.Data));
        Assert.Equal(("job.cancelled", "filter-1"), (await name.TakeAsync(1, Of("filter-1"))).Select(e => (Name(e), Id(e))).Single());
    }

    [Theory]
    [InlineData("?event=job.complted", "did you mean 'job.completed'?")]
    [InlineData("?coalesce=1", "coalesce")]
    [InlineData("?named=perhaps", "true or false")]
    [InlineData("?que=work", "did you mean 'queue'?")]
    public async Task A_wrong_filter_is_refused(string query, string says)
    {
        var reply = await host.GetAsync($"/api/v1/events{query}");

        reply.AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Contains(says, reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_queue_is_refused() => (await host.GetAsync("/api/v1/events?queue=wrok")).AssertProblem(HttpStatusCode.NotFound, "unknown-queue");

    [Fact]
    public async Task Every_second_there_is_a_tick_with_the_queues_that_are_wanted()
    {
        await using var all = await Ear.OpenAsync(host.Http, "?event=stats.tick");
        await using var one = await Ear.OpenAsync(host.Http, "?event=stats.tick&queue=idle");

        var ticks = await all.TakeAsync(2, _ => true);
        var idle = (await one.NextAsync())!.Value.Data;

        Assert.InRange(ticks[1].GetProperty("at").GetDateTimeOffset() - ticks[0].GetProperty("at").GetDateTimeOffset(), StatsTicker.Interval * 0.9, StatsTicker.Interval * 10);
        Assert.Contains(ticks[0].GetProperty("queues").EnumerateArray(), queue => Text(queue, "name") == "work" && queue.GetProperty("counts").GetProperty("pending").GetInt64() >= 0);
        Assert.Equal("idle", Text(Assert.Single(idle.GetProperty("queues").EnumerateArray()), "name"));
    }

    [Fact]
    public async Task Who_wants_no_ticks_gets_none_while_others_do()
    {
        await using var other = await Ear.OpenAsync(host.Http, "?event=stats.tick");
        await using var ear = await Ear.OpenAsync(host.Http, "?event=job.enqueued");
        await other.TakeAsync(2, _ => true);
        await EnqueueLaterAsync("no-ticks");

        Assert.Equal("no-ticks", Id((await ear.NextAsync())!.Value.Data));
    }

    [Fact]
    public async Task A_coalesced_stream_shows_of_each_job_the_newest_and_counts_the_rest()
    {
        await using var ear = await Ear.OpenAsync(host.Http, "?queue=work&coalesce=1000&event=job.enqueued,job.started,job.completed");
        var items = string.Join(',', Enumerable.Range(0, 500).Select(n => $$"""{"id":"many-{{n}}","payload":1}"""));
        await host.PostAsync("/api/v1/jobs/batch", $$"""{"queue":"work","jobs":[{{items}}]}""");
        await host.EndAsync("many-499", "work");

        var (counted, windows) = (0, 0);
        while (counted < 1500)
        {
            var (name, window) = (await ear.NextAsync())!.Value;
            windows++;
            if (name != "stream.window")
            {
                counted++; // so little happened that all of it is shown
                continue;
            }

            counted += window.GetProperty("counts").EnumerateObject().Sum(count => count.Value.GetInt32());
            Assert.Equal(window.GetProperty("events").GetInt32(), window.GetProperty("counts").EnumerateObject().Sum(count => count.Value.GetInt32()));
            var shown = await ear.TakeAsync(window.GetProperty("shown").GetInt32(), _ => true);
            Assert.InRange(shown.Count, 1, EventWindow.JobsMax);
            Assert.Equal(shown.Count, shown.Select(Id).Distinct().Count());
        }

        Assert.Equal(1500, counted);
        Assert.InRange(windows, 1, 100);
    }

    private Task<Reply> EnqueueLaterAsync(string id) => host.PostAsync("/api/v1/jobs", $$"""{"queue":"work","id":"{{id}}","payload":1,"delayMs":3600000}""");

    private static Func<JsonElement, bool> Of(string id) => e => Id(e) == id;

    private static string Name(JsonElement e) => Text(e, "event");

    private static string Id(JsonElement e) => e.TryGetProperty("id", out var id) ? id.GetString()! : "";

    private static string Text(JsonElement e, string property) => e.GetProperty(property).GetString()!;
}
