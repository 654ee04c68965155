using Jobs.Core.Lifecycle;
using Jobs.Messages;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class FlowTests
{
    private readonly QueueUnderTest _queue = new();

    [Fact]
    public void A_paused_queue_starts_nothing_takes_jobs_and_lets_what_runs_finish()
    {
        _queue.Running("a");
        _queue.Pause("repair");
        _queue.Enqueue("b");

        Assert.Equal(Decision.Nothing, _queue.Claim());
        _queue.Complete("a");
        Assert.Equal(new QueueFlow(QueueMode.Paused, "repair", null, "anna", _queue.Now), _queue.State.Flow);

        _queue.Resume();
        _queue.Start("b");
    }

    [Fact]
    public void A_pause_ends_by_itself_at_the_time_that_was_named()
    {
        var until = _queue.Now.AddMinutes(5);
        _queue.Pause(until: until);
        Assert.Equal(until, NextWake.Of(_queue.State, _queue.Now));

        _queue.Pass(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.Equal(Decision.Nothing, Flow.ByTime(_queue.State, _queue.Now));
        _queue.Pass(TimeSpan.FromTicks(1));
        _queue.Apply(Flow.ByTime(_queue.State, _queue.Now));

        Assert.Equal(new QueueFlow(QueueMode.Open, Since: _queue.Now), _queue.State.Flow);
        Assert.Null(NextWake.Of(_queue.State, _queue.Now));
    }

    [Fact]
    public void The_queue_wakes_for_the_earlier_of_a_due_job_and_the_end_of_a_pause()
    {
        _queue.Enqueue(QueueUnderTest.Ask("a") with { Delay = TimeSpan.FromMinutes(3) });
        _queue.Pause(until: _queue.Now.AddMinutes(5));
        Assert.Equal(_queue.Now.AddMinutes(3), NextWake.Of(_queue.State, _queue.Now));

        _queue.Pause(until: _queue.Now.AddMinutes(1));
        Assert.Equal(_queue.Now.AddMinutes(1), NextWake.Of(_queue.State, _queue.Now));
    }

    [Fact]
    public void A_draining_queue_refuses_new_jobs_knows_the_old_ones_and_runs_them()
    {
        _queue.Enqueue("a");
        _queue.Drain();

        var refusal = _queue.Enqueue(QueueUnderTest.Ask("b")).Refusal;
        Assert.Equal(Refusal.Codes.QueueDraining, refusal?.Code);
        Assert.Contains("anna", refusal!.Detail, StringComparison.Ordinal);
        Assert.Equal(Decision.Nothing, _queue.Enqueue(QueueUnderTest.Ask("a")));
        _queue.Start("a");

        _queue.Resume();
        _queue.Enqueue("b");
    }

    [Fact]
    public void Asking_for_what_is_so_changes_nothing_and_another_command_replaces_the_first()
    {
        Assert.Equal(Decision.Nothing, _queue.Resume());
        _queue.Pause("repair");
        Assert.Equal(Decision.Nothing, _queue.Pause("repair"));
        Assert.IsType<QueuePaused>(_queue.Pause("longer repair", _queue.Now.AddHours(1)).Event);
        Assert.IsType<QueueDraining>(_queue.Drain().Event);
        Assert.Equal(Decision.Nothing, _queue.Drain());
        Assert.IsType<QueuePaused>(_queue.Pause().Event);
        Assert.IsType<QueueResumed>(_queue.Resume().Event);
    }

    [Fact]
    public void A_pause_that_can_not_be_is_refused_with_the_field()
    {
        Assert.Equal("until", _queue.Pause(until: _queue.Now).Refusal?.Field);
        Assert.Equal("until", _queue.Pause(until: _queue.Now + JobBounds.DelayMax + TimeSpan.FromTicks(1)).Refusal?.Field);
        Assert.Equal("reason", _queue.Pause(new string('x', JobBounds.ReasonLengthMax + 1)).Refusal?.Field);
        Assert.Equal("reason", _queue.Pause("").Refusal?.Field);
        Assert.Equal("by", Flow.Pause(_queue.State, new PauseQueue("", By: "\ud800"), _queue.Now).Refusal?.Field);
        Assert.Equal("by", Flow.Drain(_queue.State, new DrainQueue("", "\ud800"), _queue.Now).Refusal?.Field);
        Assert.Equal("by", Flow.Resume(_queue.State, new ResumeQueue("", "\ud800"), _queue.Now).Refusal?.Field);
        Assert.Equal(QueueMode.Open, _queue.State.Flow.Mode);
    }
}
