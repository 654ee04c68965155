using System.Collections.Concurrent;

namespace Akka.Persistence.Sql;

/// <summary>
/// A thread of its own for database calls that block, so that they never hold a thread of the shared pool. Asleep when it has nothing to do.
/// </summary>
internal sealed class SqlThread : IDisposable
{
    private readonly BlockingCollection<Action> _calls = [];
    private readonly Thread _thread;

    public SqlThread(string name)
    {
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>The continuation never runs on this thread.</summary>
    public Task<T> Run<T>(Func<T> call)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Add(() =>
        {
            try
            {
                completion.SetResult(call());
            }
            catch (Exception cause)
            {
                completion.SetException(cause);
            }
        });
        return completion.Task;
    }

    public Task Run(Action call) => Run<object?>(() =>
    {
        call();
        return null;
    });

    public void Dispose() => Dispose(static () => { });

    /// <summary>Finishes what has been asked for, then makes the last call and ends the thread; returns when it has ended.</summary>
    public void Dispose(Action lastCall)
    {
        _calls.Add(lastCall);
        _calls.CompleteAdding();
        _thread.Join();
        _calls.Dispose();
    }

    private void Run()
    {
        foreach (var call in _calls.GetConsumingEnumerable())
            call();
    }
}
