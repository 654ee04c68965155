using Jobs.Hosting;

namespace Jobs.Actors.Tests.Hosting;

public sealed class JobsHoconTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(30, 40)]
    [InlineData(3600, 3610)]
    public void The_shutdown_phase_lasts_longer_than_the_drain_time(int drainSeconds, int phaseSeconds)
    {
        var config = JobsHocon.For(With(TimeSpan.FromSeconds(drainSeconds)));

        Assert.Equal(TimeSpan.FromSeconds(phaseSeconds), config.GetTimeSpan("akka.coordinated-shutdown.phases.service-requests-done.timeout"));
    }

    [Fact]
    public void A_second_writer_is_a_fault_and_not_a_repair() =>
        Assert.Equal("fail", JobsHocon.For(With(TimeSpan.Zero)).GetString("akka.persistence.journal.sql.replay-filter.mode"));

    private static JobsSettings With(TimeSpan drainTimeout) => new()
    {
        Queues = new Dictionary<string, QueueSettings> { ["email"] = new() },
        DrainTimeout = drainTimeout,
    };
}
