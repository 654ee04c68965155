using Jobs.Host.Dashboard.Pages;
using Jobs.Messages;

namespace Jobs.Host.Tests.Dashboard;

public sealed class AttentionTests
{
    private static readonly Dictionary<string, long> _noDeaths = [];

    [Fact]
    public void A_queue_that_works_needs_none() => Assert.Empty(Attention.Of([Queue(pending: 3, processing: 2, waiting: 1)], _noDeaths));

    [Fact]
    public void A_paused_queue_needs_it_only_while_jobs_wait()
    {
        var paused = new QueueFlow(QueueMode.Paused, Reason: "maintenance");

        Assert.Empty(Attention.Of([Queue() with { Flow = paused }], _noDeaths));
        Assert.Contains("paused while 2 jobs wait: maintenance", Assert.Single(Attention.Of([Queue(pending: 2, waiting: 60) with { Flow = paused }], _noDeaths)).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Jobs_that_wait_for_workers_that_are_not_there_are_critical() =>
        Assert.True(Assert.Single(Attention.Of([Queue(pending: 1, waiting: 1) with { ExternalWorkers = [] }], _noDeaths)).IsCritical);

    [Fact]
    public void Jobs_that_nobody_starts_are_critical_after_a_while()
    {
        Assert.Empty(Attention.Of([Queue(pending: 1, waiting: 5)], _noDeaths));
        Assert.True(Assert.Single(Attention.Of([Queue(pending: 1, waiting: 11)], _noDeaths)).IsCritical);
    }

    [Fact]
    public void A_job_that_has_waited_for_an_hour_is_critical_even_while_others_run() =>
        Assert.Contains("waited for 1 h", Assert.Single(Attention.Of([Queue(pending: 1, processing: 1, waiting: 3660)], _noDeaths)).What, StringComparison.Ordinal);

    [Fact]
    public void Many_deaths_within_minutes_are_told_and_what_is_critical_comes_first()
    {
        var needs = Attention.Of(
            [Queue("calm"), Queue("dying"), Queue("down") with { Health = QueueHealth.Down, Reason = "disk full" }],
            new Dictionary<string, long> { ["calm"] = 9, ["dying"] = 10 });

        Assert.Equal(["down", "dying"], needs.Select(need => need.Queue));
        Assert.Contains("disk full", needs[0].What, StringComparison.Ordinal);
    }

    private static QueueView Queue(string name = "work", long pending = 0, long processing = 0, int? waiting = null) => new(
        name,
        QueueHealth.Ready,
        JobCounts.Zero with { Pending = pending, Processing = processing },
        Concurrency: 5,
        waiting is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        QueueRates.Zero);
}
