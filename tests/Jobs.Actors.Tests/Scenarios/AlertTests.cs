using System.Text;
using Akka.Actor;
using Jobs.Alerts;
using Jobs.Events;
using Jobs.Hosting;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>Alerts of a queue that runs, on a clock that the test moves.</summary>
public sealed class AlertTests(ITestOutputHelper output) : JobsScenario(output)
{
    /// <summary>In real time: a second of the clock.</summary>
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task A_queue_whose_workers_do_nothing_is_stalled_until_one_does()
    {
        var hub = new EventHub(TimeProvider.System);
        using var events = hub.Listen();
        Observers = [hub];
        Settings = Settings with { ExternalWorkers = true };
        StartHost();
        await EnqueueAsync("any");

        await TicksUntilAsync(() => Raised().SingleOrDefault() is { Rule: AlertRule.Stalled });
        Assert.Equal((Queue, AlertSeverity.Critical), (Raised()[0].Queue, Raised()[0].Severity));

        var claimed = await System.Queues.Ask<JobsClaimed>(new ClaimJobs(Queue, "worker", 1), Soon);
        Assert.Single(claimed.Items);
        await TicksUntilAsync(() => Raised().Count == 0);
        Assert.Equal([AlertTelling.RaisedEvent, AlertTelling.ClearedEvent], (await AnnouncedAsync(events, 2)).Select(e => e.Name));
    }

    [Fact]
    public async Task A_queue_may_have_limits_of_its_own()
    {
        Settings = Settings with { ExternalWorkers = true, Alerts = new AlertSettings { Depth = 2 } };
        StartHost();
        for (var job = 0; job < 3; job++)
            await EnqueueAsync("any");

        await TicksUntilAsync(() => Raised().Any(alert => alert is { Rule: AlertRule.Depth, Value: 3, Limit: 2 }));
    }

    [Fact]
    public async Task Alerts_are_gone_with_their_queues()
    {
        Settings = Settings with { ExternalWorkers = true, Alerts = new AlertSettings { Depth = 1, RaiseAfter = TimeSpan.Zero } };
        StartHost();
        await EnqueueAsync("any");
        await EnqueueAsync("any");
        await TicksUntilAsync(() => Raised().Count == 1);

        await KillHostAsync();

        await AwaitConditionAsync(() => Task.FromResult(Raised().Count == 0), Soon);
    }

    private IReadOnlyList<Alert> Raised() => System.Telemetry.Gauges.Board.Raised;

    // Who looks at the board may see it a moment before it is announced.
    private static async Task<IReadOnlyList<HubEvent>> AnnouncedAsync(EventListener events, int count)
    {
        using var patience = new CancellationTokenSource(Soon);
        var announced = new List<HubEvent>();
        while (announced.Count < count)
            announced.AddRange((await events.ReadAsync(patience.Token)).Events.ToArray().Where(e => e.Fact is null));
        Assert.All(announced, e => Assert.Contains("\"rule\":\"stalled\"", Encoding.UTF8.GetString(e.Announced.Span), StringComparison.Ordinal));
        return announced;
    }

    /// <summary>What the actors tell each other comes in real time, what they wait for comes with the clock.</summary>
    private Task TicksUntilAsync(Func<bool> condition) => AwaitConditionAsync(
        () =>
        {
            if (!condition())
                Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(condition());
        },
        Soon,
        TickInterval);
}
