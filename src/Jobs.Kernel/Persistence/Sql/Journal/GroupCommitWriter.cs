using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Akka.Persistence.Sql.Db;

namespace Akka.Persistence.Sql.Journal;

/// <summary>
/// The one thread that writes a journal. All writes that wait go into one transaction, whoever they come from; if that fails by the fault of one
/// of them each is tried alone, so that the innocent do not stop with the guilty. The number of waiting writes needs no limit of its own: a persistent actor has one in flight.
/// </summary>
internal sealed class GroupCommitWriter : IDisposable
{
    /// <summary>Writes in one transaction: enough to make the disk's flush cheap, few enough that the first does not wait long for the last.</summary>
    internal const int RoundWritesMax = 1_024;

    /// <summary>Bytes in one transaction; one write alone may be larger.</summary>
    internal const long RoundBytesMax = 32 * 1024 * 1024;

    /// <summary>How long the thread looks for the next write before it sleeps: 50 µs, a few commits' time.</summary>
    private static readonly long SpinTicks = Stopwatch.Frequency / 20_000;

    private const int SpinsBetweenLooks = 20;

    private readonly ConcurrentQueue<JournalWrite> _waiting = new();
    private readonly List<JournalWrite> _round = new(RoundWritesMax);
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly ISqlDatabase _database;
    private readonly Thread _thread;
    private IJournalWriteSession? _session;
    private int _isAsleep;
    private volatile bool _isStopping;

    public GroupCommitWriter(ISqlDatabase database)
    {
        _database = database;
        _session = database.OpenJournalWrites();
        _thread = new Thread(Run) { Name = "journal-writer", IsBackground = true };
        _thread.Start();
    }

    public void Write(JournalWrite write)
    {
        _waiting.Enqueue(write);
        WakeUp();
    }

    /// <summary>Completes when all that was asked for before has been stored or has failed.</summary>
    public Task Flushed() => Enqueue(new JournalCall(static _ => { }));

    public Task DeleteTo(string persistenceId, long toSequenceNr) => Enqueue(new JournalCall(session => session.DeleteTo(persistenceId, toSequenceNr)));

    /// <summary>Writes what waits, then closes the connection; returns when that has happened.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
    }

    private Task Enqueue(JournalCall call)
    {
        Write(call);
        return call.Completion;
    }

    private void WakeUp()
    {
        if (Interlocked.Exchange(ref _isAsleep, 0) == 1)
            _wake.Set();
    }

    private void Run()
    {
        while (true)
        {
            GatherRound();
            if (_round.Count > 0)
                WriteRound();
            else if (_isStopping)
                break;
            else
                Sleep();
        }

        _session?.Dispose();
    }

    private void Sleep()
    {
        if (ComesSoon())
            return;
        Volatile.Write(ref _isAsleep, 1);
        // A write that came before the flag was set has not woken anyone.
        Interlocked.MemoryBarrier();
        if (_waiting.IsEmpty && !_isStopping)
            _wake.WaitOne();
        Volatile.Write(ref _isAsleep, 0);
    }

    // Whoever waits for one commit mostly sends the next at once, sooner than a sleeping thread is woken.
    private bool ComesSoon()
    {
        var until = Stopwatch.GetTimestamp() + SpinTicks;
        while (_waiting.IsEmpty)
        {
            if (Stopwatch.GetTimestamp() > until)
                return false;
            Thread.SpinWait(SpinsBetweenLooks);
        }

        return true;
    }

    private void GatherRound()
    {
        _round.Clear();
        var bytes = 0L;
        while (_round.Count < RoundWritesMax && bytes < RoundBytesMax && _waiting.TryPeek(out var next))
        {
            if (next.IsAlone && _round.Count > 0)
                return;
            _waiting.TryDequeue(out _);
            _round.Add(next);
            bytes += next.Bytes;
            if (next.IsAlone)
                return;
        }
    }

    private void WriteRound()
    {
        var outcome = TryStore(_round);
        if (outcome is not null && _round.Count > 1 && _database.IsFaultOfOneWrite(outcome))
            WriteEachAlone();
        else
            Complete(_round, outcome);
    }

    private void WriteEachAlone()
    {
        for (var i = 0; i < _round.Count; i++)
        {
            var outcome = TryStore([_round[i]]);
            if (outcome is not null && !_database.IsFaultOfOneWrite(outcome))
            {
                Complete(_round[i..], outcome);
                return;
            }

            _round[i].Complete(outcome);
        }
    }

    private static void Complete(List<JournalWrite> writes, Exception? failure)
    {
        foreach (var write in writes)
            write.Complete(failure);
    }

    private Exception? TryStore(List<JournalWrite> writes)
    {
        try
        {
            _session ??= _database.OpenJournalWrites();
            if (writes is [{ IsAlone: true } alone])
            {
                alone.Store(_session);
                return null;
            }

            _session.Begin();
            foreach (var write in writes)
                write.Store(_session);
            _session.Commit();
            return null;
        }
        catch (Exception cause)
        {
            Reopen();
            return cause;
        }
    }

    /// <summary>After an error nothing is known about the connection, whose closing rolls back what was begun. The next round opens another.</summary>
    private void Reopen()
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
