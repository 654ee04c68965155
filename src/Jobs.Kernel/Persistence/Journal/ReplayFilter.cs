using Akka.Configuration;

namespace Akka.Persistence.Journal;

internal enum ReplayFilterMode
{
    Off,
    RepairByDiscardOld,
    Fail,
    Warn,
}

internal sealed record ReplayFilterSettings(ReplayFilterMode Mode, int WindowSize, int OldWritersMax)
{
    public static ReplayFilterSettings From(Config journal) => new(
        journal.GetString("replay-filter.mode", "off") switch
        {
            "off" => ReplayFilterMode.Off,
            "repair-by-discard-old" => ReplayFilterMode.RepairByDiscardOld,
            "fail" => ReplayFilterMode.Fail,
            "warn" => ReplayFilterMode.Warn,
            var other => throw new ConfigurationException($"replay-filter.mode: expected off, repair-by-discard-old, fail or warn, got {other}"),
        },
        journal.GetInt("replay-filter.window-size", 100),
        journal.GetInt("replay-filter.max-old-writers", 10));
}

/// <summary>
/// Finds events of two writers that were active at the same time: an old writer's event after a newer one's first, or one whose number the newer one has taken.
/// A window of events is held back to see that before they are replayed.
/// </summary>
internal sealed class ReplayFilter(ReplayFilterSettings settings)
{
    /// <summary>Bytes that are held back: a window of large events must not hold the memory that <see cref="ReplayWindow"/> saves.</summary>
    internal const long BytesMax = ReplayWindow.BytesMax / 4;

    private readonly LinkedList<ReplayedMessage> _window = [];
    private readonly LinkedList<string> _oldWriters = [];
    private string _writer = "";
    private long _sequenceNr;
    private long _bytes;

    public void Add(ReplayedMessage message, Action<ReplayedMessage> send)
    {
        if (settings.Mode == ReplayFilterMode.Off)
        {
            send(message);
            return;
        }

        var writer = message.Persistent.WriterGuid;
        var accepted = writer == _writer || _oldWriters.Contains(writer)
            ? (writer == _writer && message.Persistent.SequenceNr >= _sequenceNr) || Tolerates(message)
            : BeginWriter(writer, message);
        if (!accepted)
            return;

        _sequenceNr = Math.Max(_sequenceNr, message.Persistent.SequenceNr);
        _window.AddLast(message);
        _bytes += message.Bytes;
        while (_window.Count > settings.WindowSize || (_bytes > BytesMax && _window.Count > 1))
            SendFirst(send);
    }

    /// <summary>The last event has been read: nothing can contradict the window any more.</summary>
    public void Flush(Action<ReplayedMessage> send)
    {
        while (_window.Count > 0)
            SendFirst(send);
    }

    private void SendFirst(Action<ReplayedMessage> send)
    {
        var first = _window.First!.Value;
        _window.RemoveFirst();
        _bytes -= first.Bytes;
        send(first);
    }

    private bool BeginWriter(string writer, ReplayedMessage message)
    {
        if (_writer.Length > 0)
        {
            _oldWriters.AddLast(_writer);
            if (_oldWriters.Count > settings.OldWritersMax)
                _oldWriters.RemoveFirst();
        }

        _writer = writer;
        _sequenceNr = message.Persistent.SequenceNr;
        for (var node = _window.First; node is not null;)
        {
            var next = node.Next;
            if (node.Value.Persistent.SequenceNr >= _sequenceNr && !Tolerates(node.Value))
            {
                _window.Remove(node);
                _bytes -= node.Value.Bytes;
            }

            node = next;
        }

        return true;
    }

    private bool Tolerates(ReplayedMessage message) => settings.Mode switch
    {
        ReplayFilterMode.Warn => true,
        ReplayFilterMode.RepairByDiscardOld => false,
        _ => throw new InvalidOperationException(
            $"the writers {message.Persistent.WriterGuid} and {_writer} of {message.Persistent.PersistenceId} were active at the same time: "
            + $"event {message.Persistent.SequenceNr} after {_sequenceNr}"),
    };
}
