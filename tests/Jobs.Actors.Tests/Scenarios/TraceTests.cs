using System.Diagnostics;
using Jobs.Actors.Tests.Telemetry;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>From the span that enqueued a job to those that ran it, whatever lies between.</summary>
public sealed class TraceTests(ITestOutputHelper output) : JobsScenario(output)
{
    [Fact]
    public async Task Every_attempt_is_linked_to_the_enqueuer_over_a_retry_a_restart_and_a_replay()
    {
        using var spans = new SpanBook();
        var failures = 3;
        Handlers.Handle<string>("flaky", (_, _, _) => failures-- > 0 ? throw new IOException("down") : Task.CompletedTask);
        Settings = Settings with { MaxAttempts = 2 };
        StartHost();

        var id = (await EnqueueAsync("flaky")).Id;
        await UntilAsync(id, JobStatus.Failed);
        await KillHostAsync();
        StartHost();
        await PassUntilAsync(id, TimeSpan.FromMinutes(1), JobStatus.Dead);
        await System.Client.RetryAsync(id, Queue);
        await UntilAsync(id, JobStatus.Failed);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await UntilAsync(id, JobStatus.Completed);

        var enqueuer = Assert.Single(spans.Of(id, ActivityKind.Producer));
        await AwaitConditionAsync(() => Task.FromResult(spans.Of(id, ActivityKind.Consumer).Count == 4), Soon);
        Assert.All(spans.Of(id, ActivityKind.Consumer), attempt => Assert.Equal((enqueuer.TraceId, enqueuer.SpanId), (attempt.Links.Single().Context.TraceId, attempt.Links.Single().Context.SpanId)));
        Assert.Equal(["failed", "failed", "failed", "succeeded"], spans.Of(id, ActivityKind.Consumer).Select(attempt => attempt.GetTagItem("jobs.outcome")));
        Assert.Equal(enqueuer.TraceId.ToHexString(), done.TraceId);
    }

    [Fact]
    public async Task A_span_has_the_names_of_the_conventions()
    {
        using var spans = new SpanBook();
        Handlers.Handle<string>("send", (_, _, _) => Task.CompletedTask);
        StartHost();

        var id = (await EnqueueAsync("send")).Id;
        await UntilAsync(id, JobStatus.Completed);
        await AwaitConditionAsync(() => Task.FromResult(spans.Of(id, ActivityKind.Consumer).Count == 1), Soon);

        Assert.Equal(
            ("enqueue email", "jobs", "enqueue", "send", "email"),
            Names(spans.Of(id, ActivityKind.Producer).Single()));
        Assert.Equal(
            ("process email", "jobs", "process", "process", "email"),
            Names(spans.Of(id, ActivityKind.Consumer).Single()));
    }

    [Fact]
    public async Task A_refused_job_is_an_error_of_the_span_that_enqueued_it()
    {
        using var spans = new SpanBook();
        StartHost();
        var job = Job("nobody-knows-it");

        await Assert.ThrowsAsync<JobRefusedException>(() => System.Client.EnqueueAsync(job));

        var span = spans.Of(job.Id, ActivityKind.Producer).Single();
        Assert.Equal((ActivityStatusCode.Error, Refusal.Codes.UnknownType), (span.Status, span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task What_a_sender_says_of_its_trace_is_the_parent_of_the_span_that_enqueues()
    {
        using var spans = new SpanBook();
        Handlers.Handle<string>("send", (_, _, _) => Task.CompletedTask);
        StartHost();
        var job = Job("send") with { TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };

        await System.Client.EnqueueAsync(job);

        var span = spans.Of(job.Id, ActivityKind.Producer).Single();
        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"), (span.TraceId.ToHexString(), span.ParentSpanId.ToHexString()));
        Assert.Equal(span.Id, (await GetAsync(job.Id)).TraceParent);
    }

    [Fact]
    public async Task The_jobs_of_a_batch_are_linked_to_one_span()
    {
        using var spans = new SpanBook();
        Handlers.Handle<string>("send", (_, _, _) => Task.CompletedTask);
        StartHost();

        var receipts = await System.Client.EnqueueManyAsync(Queue, ["a", "b"], new EnqueueOptions { Type = "send" });

        var batch = spans.Batch(Queue);
        Assert.Equal(2, batch.GetTagItem("messaging.batch.message_count"));
        foreach (var receipt in receipts)
            Assert.Equal(batch.Id, (await GetAsync(receipt.Id)).TraceParent);
    }

    private static (string Name, object? System, object? Operation, object? Kind, object? Destination) Names(Activity span) => (
        span.OperationName,
        span.GetTagItem("messaging.system"),
        span.GetTagItem("messaging.operation.name"),
        span.GetTagItem("messaging.operation.type"),
        span.GetTagItem("messaging.destination.name"));
}
