using Jobs.Workers;

namespace Jobs.Actors.Tests.Workers;

public sealed class OutcomesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Fact]
    public void An_exception_is_a_failure_that_may_be_retried() =>
        Assert.Equal("System.FormatException", Assert.IsType<Outcome.Failed>(Of(new FormatException())).Error.Type);

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_a_failure() => Assert.IsType<Outcome.Failed>(Of(new OperationCanceledException()));

    [Fact]
    public void A_permanent_exception_and_what_derives_from_it_rejects_the_job()
    {
        Assert.IsType<Outcome.Rejected>(Of(new PermanentJobException("gone")));
        Assert.IsType<Outcome.Rejected>(Of(new GoneException()));
        Assert.IsType<Outcome.Rejected>(Of(new AggregateException(new GoneException())));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whatever_a_stopped_handler_throws_is_its_timeout(bool cancelled) => Assert.Equal(
        new Outcome.Failed(new JobError("timeout", "The attempt was stopped after 1000 ms, its limit.")),
        Outcomes.Of(cancelled ? new OperationCanceledException() : new GoneException(), StopReason.Timeout, Limit));

    [Fact]
    public void Whatever_a_drained_handler_throws_is_an_interruption() =>
        Assert.Equal(Outcome.Interrupted.Instance, Outcomes.Of(new FormatException(), StopReason.Drain, Limit));

    [Fact]
    public void Whatever_a_cancelled_handler_throws_is_an_interruption() =>
        Assert.Equal(Outcome.Interrupted.Instance, Outcomes.Of(new GoneException(), StopReason.Cancelled, Limit));

    private static Outcome Of(Exception exception) => Outcomes.Of(exception, StopReason.None, Limit);

    private sealed class GoneException : PermanentJobException;
}
