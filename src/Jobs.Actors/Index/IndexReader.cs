using System.Collections.Concurrent;
using Akka.Actor;

namespace Jobs.Index;

/// <summary>The one thread that reads the index, so that no disk holds up a thread of the shared pool. Asleep when nobody asks.</summary>
internal sealed class IndexReader : IDisposable
{
    /// <summary>Reads that wait at most. One takes a millisecond, so that the last of them has waited for seconds, and its asker with it.</summary>
    public const int WaitingMax = 1_000;

    private readonly BlockingCollection<(Func<IIndexReads, object> Read, IActorRef Asker)> _waiting = [];
    private readonly IndexSession<IIndexReads> _session;
    private readonly IActorRef _index;
    private readonly Thread _thread;

    public IndexReader(IndexSession<IIndexReads> session, IActorRef index)
    {
        _session = session;
        _index = index;
        _thread = new Thread(Run) { Name = "index-reader", IsBackground = true };
        _thread.Start();
    }

    public void Read(Func<IIndexReads, object> read, IActorRef asker)
    {
        if (_waiting.Count < WaitingMax)
            _waiting.Add((read, asker));
        else
            asker.Tell(new IndexUnreadable(new IndexBusyException($"{WaitingMax} reads of the index wait already; ask again in a moment.")), _index);
    }

    /// <summary>What a queue needs to start: there is one for each, and none is turned away.</summary>
    public void ReadForStart(Func<IIndexReads, object> read, IActorRef asker) => _waiting.Add((read, asker));

    /// <summary>Answers what waits, then closes the session; returns when that has happened.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Run()
    {
        foreach (var (read, asker) in _waiting.GetConsumingEnumerable())
            asker.Tell(Answer(read), _index);
        _session.Dispose();
    }

    private object Answer(Func<IIndexReads, object> read)
    {
        try
        {
            return _session.Run(read);
        }
        catch (Exception cause)
        {
            return new IndexUnreadable(cause);
        }
    }
}
