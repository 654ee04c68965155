namespace Jobs.Core.Tests;

public sealed class JobHistoryTests
{
    private readonly JobHistory _history = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(JobHistory.StepsMax)]
    [InlineData(JobHistory.StepsMax + 1)]
    [InlineData((JobHistory.StepsMax * 3) + 7)]
    public void The_newest_steps_are_kept_oldest_first(int steps)
    {
        for (var step = 0; step < steps; step++)
            _history.Add(QueueUnderTest.Morning.AddSeconds(step), JobStepKind.Started, step, "by", "detail");

        var kept = Math.Min(steps, JobHistory.StepsMax);
        Assert.Equal(kept, _history.Count);
        Assert.Equal(Enumerable.Range(steps - kept, kept), Enumerable.Range(0, kept).Select(step => _history[step].Attempt));
        Assert.Throws<ArgumentOutOfRangeException>(() => _history[kept]);
    }

    [Fact]
    public void A_step_keeps_all_that_was_said_of_it()
    {
        _history.Add(QueueUnderTest.Morning, JobStepKind.Failed, 2, "anna", "e: m");

        Assert.Equal(new JobStep(QueueUnderTest.Morning, JobStepKind.Failed, 2, "anna", "e: m"), _history[0]);
    }
}
