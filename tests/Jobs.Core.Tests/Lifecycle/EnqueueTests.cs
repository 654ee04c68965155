using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class EnqueueTests
{
    private readonly QueueUnderTest _queue = new();

    [Fact]
    public void An_accepted_job_carries_what_was_asked_and_the_queues_settings_for_the_rest()
    {
        var accepted = Assert.IsType<JobAccepted>(_queue.Enqueue(QueueUnderTest.Ask("a") with { Priority = 2, PartitionKey = "p", Tags = ["x"], By = "anna", TraceParent = "00-1" }).Event);

        Assert.Equal((3, TimeSpan.FromSeconds(30), null, null), (accepted.MaxAttempts, accepted.Timeout, accepted.Retry, accepted.DueAt));
        Assert.Equal(("send", 2, "p", new Cause("anna", "00-1"), _queue.Now), (accepted.Type, accepted.Priority, accepted.PartitionKey, accepted.Cause, accepted.At));
        Assert.Equal(["x"], accepted.Tags);
        Assert.Equal(JobStatus.Pending, _queue["a"].Status);
    }

    [Fact]
    public void The_jobs_own_settings_come_before_the_queues()
    {
        var retry = new RetryPolicy { Kind = RetryKind.Fixed };
        var accepted = Assert.IsType<JobAccepted>(_queue.Enqueue(QueueUnderTest.Ask("a") with { MaxAttempts = 7, Timeout = TimeSpan.FromMinutes(1), Retry = retry }).Event);

        Assert.Equal((7, TimeSpan.FromMinutes(1), retry), (accepted.MaxAttempts, accepted.Timeout, accepted.Retry));
    }

    [Fact]
    public void A_delay_and_a_time_both_make_a_scheduled_job()
    {
        _queue.Enqueue(QueueUnderTest.Ask("a") with { Delay = TimeSpan.FromMinutes(5) });
        _queue.Enqueue(QueueUnderTest.Ask("b") with { RunAt = _queue.Now.ToOffset(TimeSpan.FromHours(2)).AddHours(1) });

        Assert.Equal((JobStatus.Scheduled, _queue.Now.AddMinutes(5)), (_queue["a"].Status, _queue["a"].DueAt));
        Assert.Equal((JobStatus.Scheduled, _queue.Now.AddHours(1)), (_queue["b"].Status, _queue["b"].DueAt));
        Assert.Equal(TimeSpan.Zero, _queue["b"].DueAt.Offset);
    }

    [Fact]
    public void No_delay_and_a_past_time_mean_at_once()
    {
        _queue.Enqueue(QueueUnderTest.Ask("a") with { Delay = TimeSpan.Zero });
        _queue.Enqueue(QueueUnderTest.Ask("b") with { RunAt = _queue.Now.AddTicks(-1) });
        _queue.Enqueue(QueueUnderTest.Ask("c") with { RunAt = _queue.Now });

        Assert.All(["a", "b", "c"], id => Assert.Equal(JobStatus.Pending, _queue[id].Status));
    }

    [Fact]
    public void The_same_request_again_is_the_same_job()
    {
        _queue.Enqueue("a");

        Assert.Equal(Decision.Nothing, _queue.Enqueue(QueueUnderTest.Ask("a") with { Priority = 0 }));
        Assert.Single(_queue.State.Jobs);
    }

    [Fact]
    public void An_id_with_another_type_or_payload_is_a_conflict()
    {
        _queue.Enqueue("a");

        Assert.Equal(Refusal.Codes.IdConflict, _queue.Enqueue(QueueUnderTest.Ask("a") with { Type = "other" }).Refusal?.Code);
        Assert.Equal(Refusal.Codes.IdConflict, _queue.Enqueue(QueueUnderTest.Ask("a") with { Payload = JobPayload.Json(2) }).Refusal?.Code);
    }

    [Fact]
    public void A_replaced_payload_does_not_make_the_first_request_another_one()
    {
        _queue.Running("a");
        _queue.Die("a");
        _queue.Apply(new JobReplayed(QueueUnderTest.Id("a"), 1, JobPayload.Json("mended"), Cause.Queue, _queue.Now));

        Assert.Equal(Decision.Nothing, _queue.Enqueue(QueueUnderTest.Ask("a")));
    }

    [Fact]
    public void The_id_of_an_ended_job_is_remembered_for_a_day_after_its_details_are_gone()
    {
        var queue = new QueueUnderTest(new QueueSettings { FinishedKept = 0 });
        queue.Running("a");
        queue.Complete("a");
        Assert.Empty(queue.State.Jobs);

        queue.Pass(EndedIds.Memory);
        Assert.Equal(Decision.Nothing, queue.Enqueue(QueueUnderTest.Ask("a")));
        Assert.Equal(Refusal.Codes.IdConflict, queue.Enqueue(QueueUnderTest.Ask("a") with { Type = "other" }).Refusal?.Code);

        queue.Pass(TimeSpan.FromTicks(1));
        Assert.IsType<JobAccepted>(queue.Enqueue(QueueUnderTest.Ask("a") with { Type = "other" }).Event);
    }

    [Fact]
    public void The_id_of_a_job_that_was_removed_or_whose_letter_was_deleted_is_remembered()
    {
        _queue.Enqueue("a");
        _queue.Cancel("a");
        _queue.Remove("a");
        _queue.Running("b");
        _queue.Die("b");
        _queue.Apply(new DeadJobRemoved(QueueUnderTest.Id("b"), 1, Cause.Queue, _queue.Now));

        Assert.Equal(Decision.Nothing, _queue.Enqueue(QueueUnderTest.Ask("a")));
        Assert.Equal(Decision.Nothing, _queue.Enqueue(QueueUnderTest.Ask("b")));
    }

    [Fact]
    public void A_job_whose_details_are_kept_longer_than_the_memory_of_ids_stays_the_same_job()
    {
        _queue.Running("a");
        _queue.Complete("a");
        _queue.Pass(EndedIds.Memory * 2);

        Assert.Equal(Decision.Nothing, _queue.Enqueue(QueueUnderTest.Ask("a")));
    }
}
