namespace Akka.Persistence.Sql.Db;

/// <summary>What a database must be able to do to hold journal and snapshots. Each session has its own connection and belongs to one thread at a time.</summary>
internal interface ISqlDatabase
{
    /// <summary>Creates the tables and indexes that are missing.</summary>
    void Initialize();

    IJournalWriteSession OpenJournalWrites();

    IJournalReadSession OpenJournalReads();

    ISnapshotSession OpenSnapshots();

    /// <summary>
    /// Whether a failed round may owe its failure to one write in it, so that the others are worth trying alone; else each of them would only wait for the same failure.
    /// </summary>
    bool IsFaultOfOneWrite(Exception cause);
}

/// <summary>After an error a session is only good for closing, which takes back what was begun and not committed.</summary>
internal interface IJournalWriteSession : IDisposable
{
    /// <summary>Begins a transaction; what is inserted until <see cref="Commit"/> is stored together or not at all.</summary>
    void Begin();

    void Insert(in JournalRow row);

    /// <summary>Returns when the transaction is as durable as the database is set to make it.</summary>
    void Commit();

    /// <summary>
    /// Deletes in a transaction of its own. The last row stays, marked as deleted, because the highest sequence number of an id must survive its events.
    /// </summary>
    void DeleteTo(string persistenceId, long toSequenceNr);
}

internal interface IJournalReadSession : IDisposable
{
    /// <summary>0 when the id has no rows.</summary>
    long ReadHighestSequenceNr(string persistenceId);

    /// <summary>
    /// Rows in order of their sequence numbers, at most <paramref name="rowsMax"/> and no further row once there are <paramref name="bytesMax"/> bytes of messages.
    /// </summary>
    /// <returns>How many rows were read; fewer than asked for does not mean that there are no more, none does.</returns>
    int Read(string persistenceId, long fromSequenceNr, long toSequenceNr, int rowsMax, long bytesMax, Action<JournalRow> onRow);
}

internal interface ISnapshotSession : IDisposable
{
    /// <summary>The one with the highest sequence number in the range.</summary>
    SnapshotRow? ReadLatest(in SnapshotRange range);

    /// <summary>Writes it, over the one with the same sequence number if there is one.</summary>
    void Save(in SnapshotRow row);

    void Delete(in SnapshotRange range);
}
