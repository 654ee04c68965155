namespace Jobs.Index;

/// <summary>A session that is opened when it is needed and given up after an error. Belongs to one thread.</summary>
/// <param name="opening">One at a time: a new file can be prepared by one connection only.</param>
internal sealed class IndexSession<T>(IIndexDatabase database, Func<IIndexDatabase, T> open, Lock opening) : IDisposable
    where T : class, IDisposable
{
    private T? _session;

    public bool IsOpen => _session is not null;

    public TResult Run<TResult>(Func<T, TResult> call)
    {
        try
        {
            return call(_session ??= Open());
        }
        catch
        {
            GiveUp();
            throw;
        }
    }

    public void Dispose() => GiveUp();

    private T Open()
    {
        lock (opening)
        {
            database.Initialize();
            return open(database);
        }
    }

    /// <summary>Closing takes back what was begun. What is wrong with a session that cannot even be closed has been said before.</summary>
    private void GiveUp()
    {
        var session = _session;
        _session = null;
        try
        {
            session?.Dispose();
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
        }
    }
}
