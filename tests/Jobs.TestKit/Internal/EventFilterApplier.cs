using Akka.Actor;
using Xunit;

namespace Akka.TestKit.Internal;

internal sealed class EventFilterApplier(TestKitBase testKit, ActorSystem system, TimeSpan leeway, IReadOnlyList<LogFilter> filters) : IEventFilterApplier
{
    public EventFilterFactory And => new(testKit, system, leeway, filters);

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Expect(1, action, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) => Expect(1, timeout, action, cancellationToken);

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) => ExpectAsync(1, actionAsync, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, timeout, action, cancellationToken);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Intercept(Async(action), expectedCount, leeway, cancellationToken).GetAwaiter().GetResult();

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Intercept(Async(action), expectedCount, testKit.Dilated(timeout), cancellationToken).GetAwaiter().GetResult();

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        Intercept(actionAsync, expectedCount, leeway, cancellationToken);

    public Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        Intercept(action, expectedCount, testKit.Dilated(timeout), cancellationToken);

    public void Mute(Action action, CancellationToken cancellationToken = default)
    {
        using var muted = Mute();
        action();
    }

    public async Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default)
    {
        using var muted = Mute();
        await action();
    }

    public IUnmutableFilter Mute() => new Muted(system, [.. filters.Select(filter => filter.Fresh())]);

    private async Task Intercept(Func<Task> action, int expected, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var muted = new Muted(system, [.. filters.Select(filter => filter.Fresh())]);
        await action();
        if (expected > 0)
            await WaitFor(muted, expected, timeout, cancellationToken);
        Assert.True(
            muted.Count == expected,
            $"Received {muted.Count} of {expected} log entries that match [{string.Join(", ", filters)}] within {timeout}");
    }

    private async Task WaitFor(Muted muted, int expected, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await testKit.AwaitConditionAsync(() => muted.Count >= expected, timeout, null, null, cancellationToken);
        }
        catch (Xunit.Sdk.XunitException)
        {
            // Said better by the comparison of the counts.
        }
    }

    private static Func<Task> Async(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };

    private sealed class Muted : IUnmutableFilter
    {
        private readonly ActorSystem _system;
        private readonly IReadOnlyList<LogFilter> _filters;

        public Muted(ActorSystem system, IReadOnlyList<LogFilter> filters)
        {
            _system = system;
            _filters = filters;
            system.EventStream.Publish(new Mute(filters));
        }

        public int Count => _filters.Sum(filter => filter.Count);

        public void Unmute() => _system.EventStream.Publish(new Unmute(_filters));

        public void Dispose() => Unmute();
    }
}
