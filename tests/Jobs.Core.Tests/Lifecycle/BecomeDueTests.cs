namespace Jobs.Core.Tests.Lifecycle;

public sealed class BecomeDueTests
{
    private readonly QueueUnderTest _queue = new();

    [Fact]
    public void No_job_is_ready_before_its_time()
    {
        _queue.Enqueue(QueueUnderTest.Ask("a") with { Delay = TimeSpan.FromMinutes(1) });
        _queue.Pass(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.Equal(0, _queue.BecomeDue());
        Assert.Equal(Decision.Nothing, _queue.Claim());

        _queue.Pass(TimeSpan.FromTicks(1));
        Assert.Equal(new JobBecameDue(QueueUnderTest.Id("a"), Cause.Queue, _queue.Now), _queue.Apply(Core.Lifecycle.BecomeDue.Decide(_queue.State, _queue.Now)).Event);
        Assert.IsType<JobStarted>(_queue.Claim().Event);
    }

    [Fact]
    public void The_earliest_comes_first_and_a_cancelled_one_not_at_all()
    {
        foreach (var (id, minutes) in new[] { ("c", 3), ("a", 1), ("b", 2) })
            _queue.Enqueue(QueueUnderTest.Ask(id) with { Delay = TimeSpan.FromMinutes(minutes) });
        _queue.Cancel("a");
        _queue.Pass(TimeSpan.FromHours(1));

        Assert.Equal("b", Assert.IsType<JobBecameDue>(Core.Lifecycle.BecomeDue.Decide(_queue.State, _queue.Now).Event).Id.ToString());
        Assert.Equal(2, _queue.BecomeDue());
    }
}
