using Jobs.Alerts;
using Jobs.Host.Dashboard.Pages;
using Jobs.Messages;

namespace Jobs.Host.Tests.Dashboard;

public sealed class AttentionTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_queue_that_works_needs_none() => Assert.Empty(Attention.Of([Queue(pending: 3)], []));

    [Fact]
    public void A_paused_queue_needs_it_only_while_jobs_wait()
    {
        var paused = new QueueFlow(QueueMode.Paused, Reason: "maintenance");

        Assert.Empty(Attention.Of([Queue() with { Flow = paused }], []));
        Assert.Contains("paused while 2 jobs wait: maintenance", Assert.Single(Attention.Of([Queue(pending: 2) with { Flow = paused }], [])).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Jobs_that_wait_for_workers_that_are_not_there_are_critical() =>
        Assert.True(Assert.Single(Attention.Of([Queue(pending: 1) with { ExternalWorkers = [] }], [])).IsCritical);

    [Fact]
    public void Handlers_that_do_not_stop_are_told() =>
        Assert.Contains("2 handlers", Assert.Single(Attention.Of([Queue() with { StuckHandlers = 2 }], [])).What, StringComparison.Ordinal);

    [Fact]
    public void Alerts_of_the_queues_shown_are_told_without_the_name_twice_and_what_is_critical_comes_first()
    {
        Alert[] alerts =
        [
            new(AlertRule.DeadBurst, "dying", AlertSeverity.Warning, 12, 10, "dying: 12 jobs died within 5m; 10 are too many.", _now),
            new(AlertRule.Oldest, "elsewhere", AlertSeverity.Critical, 1, 1, "elsewhere: a job has been ready for long.", _now),
        ];

        var needs = Attention.Of([Queue("dying"), Queue("down") with { Health = QueueHealth.Down, Reason = "disk full" }], alerts);

        Assert.Equal(["down", "dying"], needs.Select(need => need.Queue));
        Assert.Contains("disk full", needs[0].What, StringComparison.Ordinal);
        Assert.Equal("12 jobs died within 5m; 10 are too many.", needs[1].What);
    }

    private static QueueView Queue(string name = "work", long pending = 0) =>
        new(name, QueueHealth.Ready, JobCounts.Zero with { Pending = pending }, Concurrency: 5, null, QueueRates.Zero);
}
