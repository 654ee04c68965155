using Akka.Actor;
using Akka.Persistence.Journal;
using Akka.Persistence.Sql.Db;

namespace Akka.Persistence.Sql.Journal;

/// <summary>The events of one <see cref="WriteMessages"/> as rows. What cannot be serialized is rejected: it is certainly not stored.</summary>
internal sealed class EventsWrite : JournalWrite
{
    private readonly JournalAnswers _answers;
    private readonly List<JournalRow> _rows;
    private readonly Exception?[]? _rejections;
    private readonly long _bytes;

    public EventsWrite(WriteMessages writes, IActorRef journal, JournalSerializer serializer)
    {
        _answers = new JournalAnswers(writes, journal);
        _rows = new List<JournalRow>(writes.Messages.Count);
        var atomics = 0;
        for (var i = 0; i < writes.Messages.Count; i++)
        {
            if (writes.Messages[i] is not AtomicWrite atomic)
                continue;

            if (TryAdd(atomic, serializer) is { } rejection)
                (_rejections ??= new Exception?[writes.Messages.Count])[atomics] = rejection;
            atomics++;
        }

        foreach (var row in _rows)
            _bytes += row.Message.Length;
    }

    public override long Bytes => _bytes;

    public override bool IsAlone => false;

    public override void Store(IJournalWriteSession session)
    {
        foreach (var row in _rows)
            session.Insert(row);
    }

    public override void Complete(Exception? failure)
    {
        if (failure is null)
            _answers.Stored(_rejections);
        else
            _answers.Failed(failure);
    }

    private Exception? TryAdd(AtomicWrite atomic, JournalSerializer serializer)
    {
        var before = _rows.Count;
        try
        {
            for (var i = 0; i < atomic.Events.Count; i++)
                _rows.Add(serializer.ToRow(atomic.Events[i]));
            return null;
        }
        catch (Exception cause)
        {
            _rows.RemoveRange(before, _rows.Count - before);
            return cause;
        }
    }
}
