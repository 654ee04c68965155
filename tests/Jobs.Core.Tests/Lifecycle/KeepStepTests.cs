using Jobs.Core.Lifecycle;
using Jobs.DeadLetters;
using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class KeepStepTests
{
    private readonly QueueUnderTest _queue = new();

    [Fact]
    public void A_step_is_kept_once_and_its_first_result_counts()
    {
        _queue.Running("a");

        Assert.IsType<StepStored>(Keep("a", "charge", 1).Event);
        Assert.Equal(default, Keep("a", "charge", 2));

        Assert.Equal(new StepResult("charge", JobPayload.Json(1)), Assert.Single(_queue["a"].StepResults));
    }

    [Fact]
    public void The_step_of_an_attempt_that_is_over_is_refused()
    {
        var start = _queue.Running("a").Start;
        _queue.Settle("a", Outcome.Interrupted.Instance);
        Assert.Equal(Refusal.Codes.InvalidState, Keep("a", "charge", 1).Refusal?.Code);
        _queue.Start("a");

        Assert.Equal(Refusal.Codes.InvalidState, Keep(new StoreStep(new AttemptKey(QueueUnderTest.Id("a"), start), "charge", null)).Refusal?.Code);
        Assert.Empty(_queue["a"].StepResults);
    }

    [Fact]
    public void Steps_are_kept_over_a_retry_a_crash_a_shutdown_a_snooze_and_death()
    {
        _queue.Running("a");
        Keep("a", "charge", 1);

        _queue.Settle("a", new Outcome.Failed(new JobError("e", "m")));
        Again();
        _queue.Crash("a");
        _queue.Start("a");
        _queue.Settle("a", Outcome.Interrupted.Instance);
        _queue.Start("a");
        _queue.Settle("a", new Outcome.Snoozed(TimeSpan.FromSeconds(1)));
        Again();
        _queue.Die("a");

        Assert.Single(_queue["a"].StepResults);

        void Again()
        {
            _queue.Pass(TimeSpan.FromMinutes(1));
            _queue.BecomeDue();
            _queue.Start("a");
        }
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void A_replay_keeps_them_unless_it_brings_another_payload(bool otherPayload, int kept)
    {
        _queue.Running("a");
        Keep("a", "charge", 1);
        _queue.Die("a");

        _queue.Apply(TakeReturn.Decide(
            _queue.State, new LetterReturn(1, QueueUnderTest.Id("a"), false, otherPayload ? JobPayload.Json(2) : null, Cause.Queue), _queue.Now));

        Assert.Equal(kept, _queue["a"].StepResults.Count);
    }

    [Fact]
    public void A_rerun_starts_fresh_and_a_finished_job_keeps_none()
    {
        _queue.Running("a");
        Keep("a", "charge", 1);

        _queue.Complete("a");

        Assert.Empty(_queue["a"].StepResults);
        _queue.RunNow("a");
        Assert.Empty(_queue["a"].StepResults);
    }

    [Fact]
    public void Their_number_and_their_bytes_have_limits_that_are_said()
    {
        var full = Enumerable.Range(0, StepBounds.StepsMax).Select(n => new StepResult($"{n}", null)).ToList();
        var large = Enumerable.Range(0, 16).Select(n => new StepResult($"{n}", Bytes(StepBounds.ResultBytesMax))).ToList();

        Assert.Contains("one more than the 100", KeepStep.Check(full, "x", null), StringComparison.Ordinal);
        Assert.Null(KeepStep.Check(full[1..], "x", Bytes(StepBounds.ResultBytesMax)));
        Assert.Contains("at most 65536", KeepStep.Check([], "x", Bytes(StepBounds.ResultBytesMax + 1)), StringComparison.Ordinal);
        Assert.Contains("1048576 bytes", KeepStep.Check(large, "x", Bytes(1)), StringComparison.Ordinal);

        static JobPayload Bytes(int count) => new(new byte[count]);
    }

    private Decision Keep(string id, string key, int result) => Keep(new StoreStep(new AttemptKey(QueueUnderTest.Id(id), _queue[id].Start), key, JobPayload.Json(result)));

    private Decision Keep(StoreStep step) => _queue.Apply(KeepStep.Decide(_queue.State, step, _queue.Now));
}
