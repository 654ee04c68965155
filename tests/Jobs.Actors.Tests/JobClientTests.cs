using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Jobs.Messages;

namespace Jobs.Actors.Tests;

public sealed class JobClientTests : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly JobId Id = JobId.Parse("job-1");

    private readonly TestProbe _queues;
    private readonly JobHandlers _handlers = new JobHandlers().Handle<Mail>("send-mail", (_, _, _) => Task.CompletedTask);
    private readonly JobClient _client;

    public JobClientTests()
        : base("akka.loglevel = OFF")
    {
        _queues = CreateTestProbe();
        _client = new JobClient(_queues.Ref, _handlers);
    }

    [Fact]
    public async Task A_job_is_enqueued_under_the_type_of_its_class()
    {
        var options = new EnqueueOptions { Id = Id, Priority = JobPriority.High, Delay = TimeSpan.FromSeconds(1), MaxAttempts = 7, Tags = ["x"], By = "test" };
        var asking = _client.EnqueueAsync("email", new Mail("a"), options);

        var message = await _queues.ExpectMsgAsync<EnqueueJob>(Patience);
        Assert.Equal(("email", "send-mail", JobPayload.Json(new Mail("a"))), (message.Queue, message.Type, message.Payload));
        Assert.Equal((Id, 2, TimeSpan.FromSeconds(1), 7, "x", "test"), (message.Id, message.Priority, message.Delay, message.MaxAttempts, message.Tags[0], message.By));
        var receipt = new JobEnqueued(Id, "email", JobStatus.Scheduled, false);
        _queues.Reply(receipt);
        Assert.Same(receipt, await asking);
    }

    [Fact]
    public async Task A_class_without_a_type_is_refused_before_anything_is_sent()
    {
        var refused = await Assert.ThrowsAsync<JobRefusedException>(() => _client.EnqueueAsync("email", "text"));

        Assert.Equal(Refusal.Codes.UnknownType, refused.Refusal.Code);
    }

    [Fact]
    public async Task What_is_called_an_object_is_enqueued_as_what_it_is()
    {
        _ = _client.EnqueueAsync<object>("email", new Mail("a"));

        var message = await _queues.ExpectMsgAsync<EnqueueJob>(Patience);
        Assert.Equal(("send-mail", JobPayload.Json(new Mail("a"))), (message.Type, message.Payload));
    }

    [Fact]
    public async Task A_refusal_is_an_exception_that_carries_it()
    {
        var asking = _client.EnqueueAsync("email", new Mail("a"));
        await _queues.ExpectMsgAsync<EnqueueJob>(Patience);
        var refusal = new Refusal(Refusal.Codes.QueueOverloaded, "Too much.", TimeSpan.FromSeconds(1));
        _queues.Reply(new EnqueueRefused(Id, refusal));

        Assert.Same(refusal, (await Assert.ThrowsAsync<JobRefusedException>(() => asking)).Refusal);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_leaves_the_outcome_unknown_and_names_the_id_to_repeat()
    {
        var client = new JobClient(_queues.Ref, _handlers) { Patience = TimeSpan.FromMilliseconds(50) };

        var refused = await Assert.ThrowsAsync<JobRefusedException>(() => client.EnqueueAsync("email", new Mail("a"), new EnqueueOptions { Id = Id }));

        Assert.Equal(Refusal.Codes.OutcomeUnknown, refused.Refusal.Code);
        Assert.Contains("job-1", refused.Refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var asking = _client.GetAsync(Id, cancel: cancel.Token);
        await _queues.ExpectMsgAsync<GetJob>(Patience);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Many_jobs_have_a_receipt_each_in_order()
    {
        var asking = _client.EnqueueManyAsync("email", [new Mail("a"), new Mail("b")]);
        var batch = await _queues.ExpectMsgAsync<EnqueueJobs>(Patience);
        Assert.Equal([JobPayload.Json(new Mail("a")), JobPayload.Json(new Mail("b"))], batch.Jobs.Select(job => job.Payload));
        EnqueueReceipt[] receipts = [new JobEnqueued(batch.Jobs[0].Id, "email", JobStatus.Pending, false), new EnqueueRefused(batch.Jobs[1].Id, new Refusal("invalid-request", ""))];
        _queues.Reply(new JobsEnqueued(receipts));

        Assert.Equal(receipts, await asking);
    }

    [Fact]
    public async Task More_jobs_than_a_batch_holds_are_refused_with_the_bound_and_none_is_none()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _client.EnqueueManyAsync("email", Enumerable.Repeat(new Mail("a"), JobBounds.BatchJobsMax + 1)));

        Assert.StartsWith("At most 1000 jobs are enqueued at a time.", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await _client.EnqueueManyAsync("email", Array.Empty<Mail>()));
    }

    [Fact]
    public async Task Several_jobs_can_not_have_one_id() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _client.EnqueueManyAsync("email", [new Mail("a")], new EnqueueOptions { Id = Id }));

    [Fact]
    public async Task A_job_that_is_not_found_is_null()
    {
        var asking = _client.GetAsync(Id);
        await _queues.ExpectMsgAsync<GetJob>(Patience);
        _queues.Reply(new RequestRefused(new Refusal(Refusal.Codes.NotFound, "")));

        Assert.Null(await asking);
    }

    [Fact]
    public async Task Waiting_asks_again_until_the_job_has_ended()
    {
        var asking = _client.WaitAsync(Id);
        await _queues.ExpectMsgAsync<AwaitJob>(Patience);
        _queues.Reply(new JobFound(View(JobStatus.Processing)));
        await _queues.ExpectMsgAsync<AwaitJob>(Patience);
        _queues.Reply(new JobFound(View(JobStatus.Dead)));

        Assert.Equal(JobStatus.Dead, (await asking).Status);
    }

    [Fact]
    public async Task Waiting_goes_on_while_the_queue_comes_back_and_ends_when_the_job_is_unknown()
    {
        var asking = _client.WaitAsync(Id);
        await _queues.ExpectMsgAsync<AwaitJob>(Patience);
        _queues.Reply(new RequestRefused(new Refusal(Refusal.Codes.QueueUnavailable, "", TimeSpan.FromMilliseconds(1))));
        await _queues.ExpectMsgAsync<AwaitJob>(Patience);
        _queues.Reply(new RequestRefused(new Refusal(Refusal.Codes.NotFound, "")));

        Assert.Equal(Refusal.Codes.NotFound, (await Assert.ThrowsAsync<JobRefusedException>(() => asking)).Refusal.Code);
    }

    [Fact]
    public async Task A_job_is_cancelled_and_retried_by_its_id()
    {
        var cancelling = _client.CancelAsync(Id, "email");
        Assert.Equal(new CancelJob("email", Id), await _queues.ExpectMsgAsync<CancelJob>(Patience));
        _queues.Reply(new JobChanged(View(JobStatus.Cancelled)));
        Assert.Equal(JobStatus.Cancelled, (await cancelling).Status);

        var retrying = _client.RetryAsync(Id);
        Assert.Equal(new RetryJob(null, Id), await _queues.ExpectMsgAsync<RetryJob>(Patience));
        _queues.Reply(new RequestRefused(new Refusal(Refusal.Codes.InvalidState, "It runs.")));
        Assert.Equal(Refusal.Codes.InvalidState, (await Assert.ThrowsAsync<JobRefusedException>(() => retrying)).Refusal.Code);
    }

    private static JobView View(JobStatus status) => new()
    {
        Id = Id,
        Queue = "email",
        Type = "send-mail",
        Status = status,
        Payload = JobPayload.Null,
        Priority = JobPriority.Normal,
        Attempts = 0,
        MaxAttempts = 3,
        Crashes = 0,
        Replays = 0,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Timeout = TimeSpan.FromSeconds(30),
    };

    private sealed record Mail(string To);
}
