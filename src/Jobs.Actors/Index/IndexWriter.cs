using System.Collections.Concurrent;
using Akka.Actor;
using Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobs.Index;

/// <summary>
/// The one thread that writes the index. All parts that wait go into one transaction, whoever they come from; if that fails each is tried alone, so that the innocent do not wait with the guilty.
/// Asleep when nothing is to be written.
/// </summary>
internal sealed class IndexWriter : IDisposable
{
    /// <summary>Writes that wait at most: an id has one on its way, so it is a partition more than a host can have.</summary>
    public const int WaitingMax = 50_000;

    /// <summary>Parts in one transaction.</summary>
    public const int RoundPartsMax = 1_024;

    /// <summary>Rows of jobs in one transaction; one part alone may have more. At 1 KB each they take half a second.</summary>
    public const int RoundRowsMax = 50_000;

    private readonly BlockingCollection<IndexWrite> _waiting = new(WaitingMax);
    private readonly List<PartWrite> _round = [];
    private readonly IndexSession<IIndexWrites> _session;
    private readonly IActorRef _index;
    private readonly ILogger _logger;
    private readonly Thread _thread;

    public IndexWriter(IndexSession<IIndexWrites> session, IActorRef index, ILogger logger)
    {
        _session = session;
        _index = index;
        _logger = logger;
        _thread = new Thread(Run) { Name = "index-writer", IsBackground = true };
        _thread.Start();
    }

    public void Write(IndexWrite write)
    {
        if (!_waiting.TryAdd(write))
            Answer(write, new IndexBusyException($"{WaitingMax} writes of the index wait already; send it again later."));
    }

    /// <summary>Writes what waits, then closes the session; returns when that has happened.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Run()
    {
        IndexWrite? next = null;
        while (next is not null || _waiting.TryTake(out next, Timeout.Infinite))
        {
            switch (next)
            {
                case PartWrite part:
                    next = GatherRound(part);
                    WriteRound();
                    // What was written is not to be held until something comes again.
                    _round.Clear();
                    break;
                case ChangeWrite change:
                    Change(change);
                    next = null;
                    break;
                case AfterWrites after:
                    after.Then();
                    next = null;
                    break;
            }

            if (next is null)
                CompactWhileIdle();
        }

        _session.Dispose();
    }

    private void CompactWhileIdle()
    {
        try
        {
            while (_session.IsOpen && _waiting.Count == 0 && !_waiting.IsAddingCompleted && _session.Run(session => session.Compact()))
            {
            }
        }
        catch (Exception cause)
        {
            IndexLog.CompactFailed(_logger, cause);
        }
    }

    /// <returns>What was taken and does not go into this round.</returns>
    private IndexWrite? GatherRound(PartWrite first)
    {
        _round.Add(first);
        var rows = first.Rows;
        while (_round.Count < RoundPartsMax && _waiting.TryTake(out var next))
        {
            if (next is not PartWrite part || rows + part.Rows > RoundRowsMax)
                return next;
            _round.Add(part);
            rows += part.Rows;
        }

        return null;
    }

    private void WriteRound()
    {
        var failure = TryWrite(_round);
        if (failure is null || _round.Count == 1)
        {
            foreach (var write in _round)
                Answer(write, failure);
        }
        else
        {
            foreach (var write in _round)
                Answer(write, TryWrite([write]));
        }
    }

    private Exception? TryWrite(List<PartWrite> writes)
    {
        try
        {
            _session.Run(session =>
            {
                session.Write(writes.ConvertAll(write => write.Part));
                return writes.Count;
            });
            return null;
        }
        catch (Exception cause)
        {
            IndexLog.WriteFailed(_logger, writes.Count, writes[0].Part.PersistenceId, cause);
            return cause;
        }
    }

    private void Change(ChangeWrite write)
    {
        try
        {
            write.Asker.Tell(_session.Run(write.Change), _index);
        }
        catch (Exception cause)
        {
            Answer(write, cause);
        }
    }

    private void Answer(IndexWrite write, Exception? failure) => write.Asker.Tell(
        (write, failure) switch
        {
            (PartWrite { Part: var part }, null) => new CheckpointStored(part.PersistenceId, part.SequenceNr),
            (PartWrite { Part: var part }, { } cause) => new CheckpointFailed(part.PersistenceId, part.SequenceNr, cause),
            (_, var cause) => new IndexUnwritable(cause!),
        },
        _index);
}
