using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>A database session that is opened when it is first used and, since after an error it is only good for closing, again after each. Used by one thread at a time.</summary>
internal sealed class ReopeningSession<T>(Func<T> open) : IDisposable
    where T : class, IDisposable
{
    private T? _session;

    public void Open() => _session ??= open();

    public TResult Use<TResult>(Func<T, TResult> call)
    {
        try
        {
            return call(_session ??= open());
        }
        catch (Exception)
        {
            Close();
            throw;
        }
    }

    /// <summary>
    /// For calls that do no harm twice: a connection that has died while nobody used it, as all do when the server starts anew, fails nobody.
    /// </summary>
    public TResult UseOrRetry<TResult>(Func<T, TResult> call)
    {
        var wasOpen = _session is not null;
        try
        {
            return Use(call);
        }
        catch (DbException) when (wasOpen)
        {
            return Use(call);
        }
    }

    public void Dispose() => Close();

    private void Close()
    {
        try
        {
            _session?.Dispose();
        }
        catch (DbException)
        {
            // It could not even be closed; it is given up all the same.
        }

        _session = null;
    }
}
