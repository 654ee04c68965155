using Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobs.Events;

/// <summary>All observers of a process as one, of which none can harm a queue or another observer.</summary>
internal sealed class CommitObservers(IReadOnlyList<ICommitObserver> observers, ILogger logger)
{
    private readonly ICommitObserver[] _observers = [.. observers];

    public bool AreObserving
    {
        get
        {
            foreach (var observer in _observers)
            {
                if (observer.IsObserving)
                    return true;
            }

            return false;
        }
    }

    public void Tell(in Committed commit)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.OnCommitted(commit);
            }
            catch (Exception fault)
            {
                QueueLog.ObserverFailed(logger, commit.Queue, observer.GetType(), fault);
            }
        }
    }
}
