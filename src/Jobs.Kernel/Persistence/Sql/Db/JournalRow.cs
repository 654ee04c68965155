namespace Akka.Persistence.Sql.Db;

/// <summary>One row of the table <c>journal</c>.</summary>
/// <param name="PersistenceId">Whose event this is.</param>
/// <param name="SequenceNr">Its place among the events of that id; the pair is unique in the table.</param>
/// <param name="Created">When it was written, in ticks of <see cref="DateTime"/> in UTC.</param>
/// <param name="Message">The event as its serializer wrote it.</param>
/// <param name="Identifier">The serializer's number; null in rows of old plugins, which kept the CLR type in the manifest.</param>
/// <param name="Manifest">What the serializer needs to read the message.</param>
/// <param name="WriterUuid">The journal instance that wrote it.</param>
internal readonly record struct JournalRow(
    string PersistenceId, long SequenceNr, long Created, byte[] Message, int? Identifier, string Manifest, string WriterUuid);

/// <summary>One row of the table <c>snapshot</c>; <c>Created</c> as in <see cref="JournalRow"/>.</summary>
internal readonly record struct SnapshotRow(string PersistenceId, long SequenceNr, long Created, byte[] Snapshot, int? SerializerId, string Manifest);

/// <summary>Which snapshots of one persistence id are meant; all bounds are inclusive.</summary>
internal readonly record struct SnapshotRange(string PersistenceId, long SequenceNrMin, long SequenceNrMax, long CreatedMin, long CreatedMax);
