using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class UniqueTests
{
    private readonly QueueUnderTest _queue = new();

    [Fact]
    public void A_second_request_with_the_key_of_an_unfinished_job_adds_nothing()
    {
        Enqueue("a");

        var merged = Assert.IsType<EnqueueMerged>(Enqueue("b").Event);

        Assert.Equal((QueueUnderTest.Id("b"), QueueUnderTest.Id("a"), null), (merged.Id, merged.Into, merged.Change));
        Assert.Single(_queue.State.Jobs);
    }

    [Fact]
    public void The_same_request_again_has_the_same_answer_for_a_day_whatever_has_become_of_the_holder()
    {
        Enqueue("a");
        Enqueue("b");
        _queue.Start("a");
        _queue.Complete("a");
        _queue.Pass(EndedIds.Memory);

        Assert.Equal(Decision.Nothing, Enqueue("b"));
        Assert.Equal(Refusal.Codes.IdConflict, Enqueue("b", payload: 9).Refusal?.Code);
        _queue.Pass(TimeSpan.FromTicks(1));
        Assert.IsType<JobAccepted>(Enqueue("b").Event);
    }

    [Fact]
    public void The_key_is_free_when_its_job_has_ended_in_whatever_way()
    {
        Enqueue("a");
        _queue.Start("a");
        _queue.Settle("a", new Outcome.Failed(new JobError("e", "m")));
        Assert.IsType<EnqueueMerged>(Enqueue("b").Event);
        _queue.Cancel("a");
        Assert.IsType<JobAccepted>(Enqueue("c").Event);

        _queue.Start("c");
        _queue.Die("c");
        Assert.IsType<JobAccepted>(Enqueue("d").Event);
    }

    [Fact]
    public void A_key_that_goes_back_to_the_job_that_runs_keeps_its_window_and_ends_with_it()
    {
        _queue.Enqueue(Ask("a") with { UniqueFor = TimeSpan.FromMinutes(1) });
        _queue.Start("a");
        Assert.IsType<JobAccepted>(_queue.Enqueue(Ask("b") with { OnConflict = UniqueConflict.Replace }).Event);
        _queue.Cancel("b");
        _queue.Complete("a");

        _queue.Pass(TimeSpan.FromSeconds(59));
        Assert.IsType<EnqueueMerged>(Enqueue("c").Event);
        _queue.Pass(TimeSpan.FromSeconds(1));
        Assert.IsType<JobAccepted>(Enqueue("d").Event);
    }

    [Fact]
    public void Keys_are_apart_by_type()
    {
        Enqueue("a");

        Assert.IsType<JobAccepted>(_queue.Enqueue(Ask("b") with { Type = "other" }).Event);
    }

    [Fact]
    public void A_key_with_a_window_is_held_for_it_although_the_job_has_ended_and_no_longer_although_it_has_not()
    {
        var window = TimeSpan.FromMinutes(10);
        _queue.Enqueue(Ask("a") with { UniqueFor = window });
        _queue.Start("a");
        _queue.Complete("a");
        _queue.Pass(window - TimeSpan.FromTicks(1));
        Assert.Equal(QueueUnderTest.Id("a"), Assert.IsType<EnqueueMerged>(_queue.Enqueue(Ask("b") with { UniqueFor = window, OnConflict = UniqueConflict.Replace }).Event).Into);

        _queue.Pass(TimeSpan.FromTicks(1));
        Assert.IsType<JobAccepted>(_queue.Enqueue(Ask("c") with { UniqueFor = window }).Event);
        _queue.Pass(window);
        Assert.IsType<JobAccepted>(_queue.Enqueue(Ask("d") with { UniqueFor = window }).Event);
        Assert.Equal((JobStatus.Pending, JobStatus.Pending), (_queue["c"].Status, _queue["d"].Status));
    }

    [Fact]
    public void Replace_gives_a_waiting_job_the_newest_payload_and_priority_and_leaves_its_time()
    {
        _queue.Enqueue(Ask("a") with { Delay = TimeSpan.FromHours(1) });
        var dueAt = _queue["a"].DueAt;
        _queue.Pass(TimeSpan.FromMinutes(1));

        Enqueue("b", UniqueConflict.Replace, payload: 2, priority: 0);

        Assert.Equal((JobPayload.Json(2), 0, dueAt), (_queue["a"].Payload, _queue["a"].Priority, _queue["a"].DueAt));
        var step = _queue["a"].History[_queue["a"].History.Count - 1];
        Assert.Equal((JobStepKind.Changed, "anna"), (step.Kind, step.By));
    }

    [Fact]
    public void Replace_with_a_time_moves_the_job_and_debounce_does_so_always()
    {
        _queue.Enqueue(Ask("a") with { Delay = TimeSpan.FromHours(1) });
        _queue.Enqueue(Ask("b") with { Delay = TimeSpan.FromHours(2), OnConflict = UniqueConflict.Replace });
        Assert.Equal(_queue.Now.AddHours(2), _queue["a"].DueAt);

        _queue.Pass(TimeSpan.FromHours(1));
        _queue.Enqueue(Ask("c") with { Delay = TimeSpan.FromHours(2), OnConflict = UniqueConflict.Debounce });
        Assert.Equal(_queue.Now.AddHours(2), _queue["a"].DueAt);

        _queue.Enqueue(Ask("d") with { OnConflict = UniqueConflict.Debounce });
        Assert.Equal(JobStatus.Pending, _queue["a"].Status);
    }

    [Fact]
    public void While_the_holder_runs_a_replacement_waits_for_its_end_and_further_ones_change_that()
    {
        Enqueue("a");
        _queue.Start("a");

        Assert.IsType<JobAccepted>(Enqueue("b", UniqueConflict.Replace, payload: 2).Event);
        Assert.Equal(QueueUnderTest.Id("b"), Assert.IsType<EnqueueMerged>(Enqueue("c", UniqueConflict.Replace, payload: 3).Event).Into);
        Assert.Equal(QueueUnderTest.Id("b"), Assert.IsType<EnqueueMerged>(Enqueue("d").Event).Into);
        Assert.Equal(Decision.Nothing, _queue.Claim());

        _queue.Settle("a", new Outcome.Failed(new JobError("e", "m")));
        Assert.Equal(Decision.Nothing, _queue.Claim());
        _queue.Pass(TimeSpan.FromHours(1));
        _queue.BecomeDue();
        _queue.Start("a");
        _queue.Complete("a");

        Assert.Equal(JobPayload.Json(3), _queue.Start("b").Payload);
    }

    [Fact]
    public void With_return_the_running_job_is_the_answer()
    {
        Enqueue("a");
        _queue.Start("a");

        Assert.Equal(QueueUnderTest.Id("a"), Assert.IsType<EnqueueMerged>(Enqueue("b").Event).Into);
    }

    [Fact]
    public void A_cancelled_successor_gives_the_key_back()
    {
        Enqueue("a");
        _queue.Start("a");
        Enqueue("b", UniqueConflict.Replace);
        _queue.Cancel("b");

        Assert.Equal(QueueUnderTest.Id("a"), Assert.IsType<EnqueueMerged>(Enqueue("c").Event).Into);
    }

    [Fact]
    public void A_job_that_runs_again_takes_its_key_back_if_it_is_free_and_else_runs_without_it()
    {
        Enqueue("a");
        _queue.Cancel("a");
        Enqueue("b");
        _queue.RunNow("a");
        Assert.Equal(QueueUnderTest.Id("b"), Assert.IsType<EnqueueMerged>(Enqueue("c").Event).Into);

        _queue.Cancel("a");
        _queue.Cancel("b");
        _queue.RunNow("a");
        Assert.Equal(QueueUnderTest.Id("a"), Assert.IsType<EnqueueMerged>(Enqueue("d").Event).Into);
    }

    [Fact]
    public void A_draining_queue_answers_with_the_holder_and_refuses_what_would_be_a_job_of_its_own()
    {
        Enqueue("a");
        _queue.Drain();
        Assert.IsType<EnqueueMerged>(Enqueue("b").Event);
        _queue.Start("a");

        Assert.Equal(Refusal.Codes.QueueDraining, Enqueue("c", UniqueConflict.Replace).Refusal?.Code);
    }

    [Fact]
    public void Windows_beyond_the_limit_are_refused_until_one_is_over()
    {
        var keys = new UniqueKeys(windowsMax: 1);
        keys.Take(Job.Of(Assert.IsType<JobAccepted>(_queue.Enqueue(Ask("a") with { UniqueFor = TimeSpan.FromMinutes(1) }).Event), 1, new TextPool()), null, _queue.Now);

        Assert.True(keys.AreWindowsFull(_queue.Now));
        Assert.False(keys.AreWindowsFull(_queue.Now.AddMinutes(1)));
        Assert.Equal(0, keys.Count);
    }

    [Fact]
    public void What_can_not_be_unique_is_refused_with_its_field()
    {
        Assert.Equal("uniqueKey", _queue.Enqueue(Ask("a") with { UniqueKey = "" }).Refusal?.Field);
        Assert.Equal("uniqueKey", _queue.Enqueue(Ask("a") with { UniqueKey = null, OnConflict = UniqueConflict.Replace }).Refusal?.Field);
        Assert.Equal("uniqueKey", _queue.Enqueue(Ask("a") with { UniqueKey = null, UniqueFor = TimeSpan.FromMinutes(1) }).Refusal?.Field);
        Assert.Equal("uniqueForMs", _queue.Enqueue(Ask("a") with { UniqueFor = TimeSpan.FromMilliseconds(999) }).Refusal?.Field);
        Assert.Equal("uniqueForMs", _queue.Enqueue(Ask("a") with { UniqueFor = TimeSpan.FromHours(24.1) }).Refusal?.Field);
        Assert.Equal("onConflict", _queue.Enqueue(Ask("a") with { OnConflict = (UniqueConflict)9 }).Refusal?.Field);
    }

    [Fact]
    public void A_queue_that_uses_no_keys_knows_nothing_of_them()
    {
        _queue.Enqueue("a");

        Assert.Null(_queue.State.Unique);
        Assert.Null(_queue.State.Merged);
    }

    private static EnqueueJob Ask(string id) => QueueUnderTest.Ask(id) with { UniqueKey = "k" };

    private Decision Enqueue(string id, UniqueConflict onConflict = UniqueConflict.Return, int payload = 1, int priority = 5) =>
        _queue.Enqueue(Ask(id) with { OnConflict = onConflict, Payload = JobPayload.Json(payload), Priority = priority, By = "anna" });
}
