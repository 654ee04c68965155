using Jobs.Messages;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class AmendTests
{
    private readonly QueueUnderTest _queue = new();

    [Fact]
    public void A_more_urgent_job_overtakes_and_keeps_its_age_among_its_like()
    {
        _queue.Enqueue("a", "b", "c");
        _queue.Enqueue(QueueUnderTest.Ask("d") with { Priority = 2 });
        _queue.Change("b", priority: 2);

        Assert.Equal(["b", "d", "a", "c"], [.. StartAll()]);
    }

    [Fact]
    public void A_less_urgent_job_falls_behind()
    {
        _queue.Enqueue("a", "b");
        _queue.Change("a", priority: 10);

        Assert.Equal(["b", "a"], [.. StartAll()]);
        Assert.Equal(10, _queue["a"].Priority);
    }

    [Fact]
    public void A_new_time_moves_a_ready_job_away_and_a_scheduled_one_here()
    {
        _queue.Enqueue("a");
        _queue.Enqueue(QueueUnderTest.Ask("b") with { Delay = TimeSpan.FromHours(1) });

        _queue.Change("a", runAt: _queue.Now.AddMinutes(1));
        _queue.Change("b", runAt: _queue.Now.AddYears(-1));

        Assert.Equal((JobStatus.Scheduled, JobStatus.Pending), (_queue["a"].Status, _queue["b"].Status));
        Assert.Equal(_queue.Now.AddMinutes(1), NextWake.Of(_queue.State, _queue.Now));
    }

    [Fact]
    public void A_job_that_waits_for_its_retry_goes_on_waiting_for_it_at_another_time()
    {
        _queue.Running("a");
        _queue.Settle("a", new Workers.Outcome.Failed(new JobError("e", "m")));
        _queue.Change("a", runAt: _queue.Now.AddDays(1));

        Assert.Equal((JobStatus.Failed, _queue.Now.AddDays(1)), (_queue["a"].Status, _queue["a"].DueAt));
    }

    [Fact]
    public void Another_payload_is_what_the_handler_gets_and_the_first_request_stays_the_same_one()
    {
        _queue.Enqueue("a");
        _queue.Change("a", payload: JobPayload.Json("mended"));

        Assert.Equal(JobPayload.Json("mended"), _queue["a"].Payload);
        Assert.Equal(Decision.Nothing, _queue.Enqueue(QueueUnderTest.Ask("a")));
    }

    [Fact]
    public void What_is_so_already_is_no_change()
    {
        _queue.Enqueue("a");
        _queue.Enqueue(QueueUnderTest.Ask("b") with { RunAt = _queue.Now.AddHours(1) });

        Assert.Equal(Decision.Nothing, _queue.Change("a", 5, _queue.Now, JobPayload.Json(1)));
        Assert.Equal(Decision.Nothing, _queue.Change("b", runAt: _queue.Now.AddHours(1)));
    }

    [Fact]
    public void A_change_of_nothing_and_a_change_out_of_bounds_are_refused()
    {
        _queue.Enqueue("a");

        Assert.Equal(Refusal.Codes.InvalidRequest, _queue.Change("a").Refusal?.Code);
        Assert.Equal("priority", _queue.Change("a", priority: 11).Refusal?.Field);
        Assert.Equal(Refusal.Codes.PayloadTooLarge, _queue.Change("a", payload: new JobPayload(new byte[1025])).Refusal?.Code);
    }

    [Fact]
    public void A_job_that_runs_or_has_ended_is_not_changed_and_the_refusal_says_what_is_allowed()
    {
        _queue.Running("a");
        Assert.Contains("is processing and can not be changed; allowed: cancel", _queue.Change("a", 0).Refusal?.Detail, StringComparison.Ordinal);
        _queue.Complete("a");
        Assert.Equal(Refusal.Codes.InvalidState, _queue.Change("a", 0).Refusal?.Code);
        _queue.Running("b");
        _queue.Die("b");
        Assert.Contains("replay with another payload", _queue.Change("b", 0).Refusal?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_changed_what_stands_in_the_history()
    {
        _queue.Enqueue("a");
        _queue.Change("a", 1, _queue.Now.AddHours(1), JobPayload.Json(2));

        var step = _queue["a"].History[1];
        Assert.Equal((JobStepKind.Changed, "anna", "priority 1, not before 2026-03-01T09:00:00.0000000+00:00, another payload"), (step.Kind, step.By, step.Detail));
    }

    private IEnumerable<string> StartAll()
    {
        while (_queue.Claim().Event is JobStarted started)
        {
            yield return started.Id.ToString();
            _queue.Complete(started.Id.ToString());
        }
    }
}
