namespace Jobs.Index;

/// <summary>A database that can hold the index. Each session has its own connection and belongs to one thread at a time; after an error it is only good for closing.</summary>
internal interface IIndexDatabase
{
    /// <summary>Creates what is missing and brings older tables to this version, under a lock: two processes may start at once.</summary>
    /// <exception cref="IndexVersionException">The tables were made by a newer version.</exception>
    void Initialize();

    IIndexWrites OpenWrites();

    IIndexReads OpenReads();
}

internal interface IIndexWrites : IDisposable
{
    /// <summary>All parts in one transaction; returns when it is durable.</summary>
    /// <exception cref="InvalidOperationException">A part does not continue what the index has; see <see cref="IndexPart.IsWhole"/>.</exception>
    void Write(IReadOnlyList<IndexPart> parts);

    /// <summary>Deletes finished jobs that ended before, the oldest first, in a transaction of its own.</summary>
    /// <returns>How many; fewer than <paramref name="max"/>: there are no more.</returns>
    int DeleteFinished(string queue, int partition, JobStatus status, DateTimeOffset endedBefore, int max);

    /// <summary>Deletes the oldest finished jobs beyond so many, likewise.</summary>
    int DeleteFinishedBeyond(string queue, int partition, JobStatus status, int keep, int max);

    /// <summary>Deletes rollups of minutes before, likewise.</summary>
    int DeleteMinutes(string queue, int partition, long before, int max);

    /// <summary>Gives the disk back a slice of what deleting has freed, if that is much.</summary>
    /// <returns>Whether there is more to give back.</returns>
    bool Compact();
}

internal interface IIndexReads : IDisposable
{
    /// <summary>Everything of one persistence id, read in one transaction; null when the index knows nothing of it.</summary>
    /// <param name="minutesFrom">Rollups from this minute on.</param>
    StoredCheckpoint? Load(string persistenceId, long minutesFrom);

    /// <summary>Goes through jobs until <paramref name="onRow"/> says false. Uses an index, and no row beyond those that were asked for is looked at.</summary>
    /// <param name="onRow">Gets the same object each time, which stands at the next row.</param>
    void List(RowsAsked asked, Func<ListedRow, bool> onRow);

    /// <summary>The job with this number, with everything that is stored of it; null when there is none.</summary>
    JobRow? Find(string queue, int partition, long sequence);

    /// <summary>A job that has ended, likewise, by its id: the newest if the id was used again. The others are in their queue's memory, which knows their numbers.</summary>
    JobRow? FindEnded(string queue, int partition, string id);

    /// <summary>Payloads of unfinished jobs, by their numbers; of those that have no row nothing comes.</summary>
    void ReadPayloads(string queue, int partition, IReadOnlyList<long> sequences, Action<long, JobPayload> onPayload);

    /// <summary>Rollups of the minutes from..to, both included, oldest first.</summary>
    void ReadMinutes(string queue, int partition, long from, long to, Action<MinuteRow> onMinute);

    /// <summary>What the index has, by persistence id: for <c>doctor</c>.</summary>
    IReadOnlyList<(string PersistenceId, long SequenceNr, DateTimeOffset At)> Checkpoints();
}

/// <summary>The database holds an index of a newer version, which this one would damage.</summary>
internal sealed class IndexVersionException(int found, int known)
    : InvalidOperationException($"The index has version {found}; this version of Jobs knows {known} and leaves it alone. Start the newer version, or point to another data folder.");
