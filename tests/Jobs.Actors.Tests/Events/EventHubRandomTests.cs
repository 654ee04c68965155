using Akka.Actor;
using Akka.TestKit.Xunit2;
using Jobs.Events;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Events;

/// <summary>Actors publish while listeners come, go and come back: each has every event exactly once, or was told that it has not.</summary>
public sealed class EventHubRandomTests : TestKit
{
    private const int Queues = 4;
    private const int Commits = 3000;
    private const int FactsMax = 5;
    private const int Listeners = 6;
    private const int AllOfThem = Queues * Commits * FactsMax;
    private const int Few = 200;

    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(60);

    private readonly ITestOutputHelper _output;

    public EventHubRandomTests(ITestOutputHelper output)
        : base(output: output) => _output = output;

    [Theory]
    [InlineData(AllOfThem + 1000)]
    [InlineData(Few)]
    public async Task No_event_is_missing_and_none_comes_twice(int eventsKept)
    {
        var seed = Environment.TickCount;
        _output.WriteLine($"seed {seed}");
        var hub = new EventHub(TimeProvider.System, eventsKept, long.MaxValue);
        var listeners = Enumerable.Range(0, Listeners).Select(n => new RandomListener(hub, new Random(seed + n))).ToList();
        using var patience = new CancellationTokenSource(_soon);
        var listening = listeners.Select(listener => Task.Run(() => listener.RunAsync(patience.Token))).ToList();
        var publishers = Enumerable.Range(0, Queues).Select(n => Sys.ActorOf(Props.Create(() => new Publisher(hub, $"q{n}", new Random(seed - n - 1))))).ToList();

        for (var commit = 1; commit <= Commits; commit++)
        {
            foreach (var publisher in publishers)
                publisher.Tell(commit);
        }

        var published = await Task.WhenAll(publishers.Select(publisher => publisher.Ask<int>("how many", _soon)));

        // One that is reset may miss the end as well as anything else.
        await AwaitConditionAsync(
            () =>
            {
                hub.Publish(HubEvent.Announce(RandomListener.End, null, default));
                return Task.FromResult(listening.TrueForAll(task => task.IsCompleted));
            },
            _soon);
        await Task.WhenAll(listening);

        _output.WriteLine($"{string.Join(", ", listeners.Select(listener => listener.Resumed))} times resumed, {string.Join(", ", listeners.Select(listener => listener.Resets))} times reset");
        foreach (var listener in listeners.Where(listener => listener.Resets == 0))
            Assert.Equal(published, Enumerable.Range(0, Queues).Select(n => listener.Last($"q{n}")));
        Assert.All(listeners, listener => Assert.NotEqual(0, listener.Resumed));
        if (eventsKept > AllOfThem)
            Assert.All(listeners, listener => Assert.Equal(0, listener.Resets));
    }

    private sealed class Publisher : ReceiveActor
    {
        private int _facts;

        public Publisher(EventHub hub, string queue, Random random)
        {
            Receive<int>(commit =>
            {
                var facts = new Fact[random.Next(1, FactsMax + 1)];
                for (var i = 0; i < facts.Length; i++)
                    facts[i] = new Fact { Kind = FactKind.Completed, At = DateTimeOffset.UnixEpoch, Attempt = ++_facts };
                hub.OnCommitted(new Committed(queue, 0, commit, facts));
            });
            Receive<string>(_ => Sender.Tell(_facts));
        }
    }
}
