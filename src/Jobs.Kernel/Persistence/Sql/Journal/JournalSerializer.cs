using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Persistence.Sql.Db;

namespace Akka.Persistence.Sql.Journal;

/// <summary>Between events and rows of the journal.</summary>
internal sealed class JournalSerializer(ActorSystem system)
{
    private readonly PayloadSerializer _serializer = new(system);
    private readonly IScheduler _clock = system.Scheduler;

    /// <summary>Names this journal instance in its rows, as Akka.Persistence.Sql does: two instances that write one id are seen by the replay filter.</summary>
    private readonly string _writerUuid = Guid.CreateVersion7().ToString("N");

    public JournalRow ToRow(IPersistentRepresentation persistent)
    {
        var (message, identifier, manifest) = _serializer.ToBytes(persistent.Payload);
        var created = persistent.Timestamp == 0 ? _clock.Now.UtcTicks : persistent.Timestamp;
        return new JournalRow(persistent.PersistenceId, persistent.SequenceNr, created, message, identifier, manifest, _writerUuid);
    }

    /// <exception cref="SerializationException">The row can not be read; the message names it.</exception>
    public IPersistentRepresentation ToEvent(in JournalRow row) => new Persistent(
        ToPayload(row),
        row.SequenceNr, row.PersistenceId, row.Manifest, isDeleted: false, ActorRefs.NoSender, row.WriterUuid, row.Created);

    private object ToPayload(in JournalRow row)
    {
        try
        {
            return _serializer.FromBytes(row.Message, row.Identifier, row.Manifest);
        }
        catch (Exception cause)
        {
            throw new SerializationException($"Row {row.SequenceNr} of {row.PersistenceId} can not be read. {cause.Message}", cause);
        }
    }
}
