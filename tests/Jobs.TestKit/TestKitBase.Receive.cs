using Xunit;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>The next message, or null when none comes in time.</summary>
    public object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        ReceiveOneAsync(max, cancellationToken).AsTask().GetAwaiter().GetResult();

    public async ValueTask<object?> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await Take(max ?? _singleExpectDefault, cancellationToken).ConfigureAwait(false))?.Message;

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveN(numberOfMessages, RemainingOrDefault, cancellationToken);

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        CollectN(numberOfMessages, max, cancellationToken).GetAwaiter().GetResult();

    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveNAsync(numberOfMessages, RemainingOrDefault, cancellationToken);

    public async IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages, TimeSpan max, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var end = Now + Dilated(max);
        for (var received = 0; received < numberOfMessages; received++)
        {
            var message = (await Take(Left(end), cancellationToken).ConfigureAwait(false))?.Message;
            if (message is null)
                Assert.Fail($"Timeout ({max}) while expecting {numberOfMessages} messages. Only got {received} after {max}.");
            yield return message;
        }
    }

    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    public ValueTask<object> FishForMessageAsync(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync<object>(isMessage, max, hint, cancellationToken);

    /// <summary>The first message of that class that satisfies the predicate; those before it are dropped.</summary>
    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync(isMessage, max, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    public async ValueTask<T> FishForMessageAsync<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var end = Now + limit;
        while (true)
        {
            var message = (await Take(Left(end), cancellationToken).ConfigureAwait(false))?.Message;
            if (message is null)
                Assert.Fail($"Timeout ({limit}) during fishForMessage{(hint.Length == 0 ? "" : $", hint: {hint}")}");
            if (message is T typed && isMessage(typed))
                return typed;
        }
    }

    private protected async ValueTask<MessageEnvelope?> Take(TimeSpan max, CancellationToken cancellationToken)
    {
        if (!_received.Reader.TryRead(out var taken) && max != TimeSpan.Zero)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            end.CancelAfter(max);
            try
            {
                taken = await _received.Reader.ReadAsync(end.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Nothing came in time.
            }
        }

        _last = taken;
        return taken;
    }

    private async Task<IReadOnlyCollection<object>> CollectN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken)
    {
        var messages = new List<object>();
        await foreach (var message in ReceiveNAsync(numberOfMessages, max, cancellationToken).ConfigureAwait(false))
            messages.Add(message);
        return messages;
    }

    private static TimeSpan Left(TimeSpan end)
    {
        var left = end - Now;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }
}
