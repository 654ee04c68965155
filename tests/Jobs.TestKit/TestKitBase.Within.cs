using Xunit;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    public void Within(
        TimeSpan min, TimeSpan max, Action action, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(
            min,
            max,
            () =>
            {
                action();
                return Task.CompletedTask;
            },
            hint,
            epsilonValue,
            cancellationToken).GetAwaiter().GetResult();

    public Task WithinAsync(TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    /// <summary>Runs the action, whose expectations share the time, and fails unless it took at least the minimum and at most the maximum.</summary>
    public async Task WithinAsync(
        TimeSpan min, TimeSpan max, Func<Task> actionAsync, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        var start = Now;
        var outer = _end;
        var end = start + Dilated(max);
        _end = outer is null || end < outer ? end : outer;
        var limit = _end.Value - start;
        try
        {
            await actionAsync().WaitAsync(cancellationToken);
        }
        finally
        {
            _end = outer;
        }

        var took = Now - start;
        Assert.True(took >= min, $"Failed: Block took {took}, should have at least been {min}. {hint}");
        Assert.True(took <= limit + (epsilonValue ?? TimeSpan.Zero), $"Failed: Block took {took}, exceeding {limit}. {hint}");
    }
}
