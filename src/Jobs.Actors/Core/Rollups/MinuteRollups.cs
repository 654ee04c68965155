using Jobs.Index;

namespace Jobs.Core.Rollups;

/// <summary>
/// What happened in one queue partition, minute by minute, from its events alone: the same events give the same numbers, whether they have just been decided or are replayed. Events never go back in time, so
/// only the newest minute is open; those before it are rows already. The last <see cref="MinutesKept"/> stay in memory.
/// </summary>
internal sealed class MinuteRollups
{
    public const int MinutesKept = 60;

    private readonly Queue<MinuteRow> _closed = new();
    private OpenMinute? _open;

    /// <summary>The first minute that has changed since they were taken last; null: none.</summary>
    private long? _changedFrom;

    /// <summary>The minute that a time lies in.</summary>
    public static long MinuteOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute - (DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerMinute);

    public static DateTimeOffset StartOf(long minute) => DateTimeOffset.UnixEpoch.AddMinutes(minute);

    /// <summary>The first of the minutes that are in memory, if anything happened in them.</summary>
    public static long KeptFrom(DateTimeOffset now) => MinuteOf(now) - MinutesKept + 1;

    public void Enqueued(DateTimeOffset at) => Open(at).Enqueued++;

    /// <param name="wait">Since the job became ready.</param>
    public void Started(DateTimeOffset at, TimeSpan wait) => Open(at).Waits.Add(wait);

    public void Completed(DateTimeOffset at, TimeSpan? run)
    {
        var minute = Open(at);
        minute.Completed++;
        minute.AddRun(run);
    }

    /// <summary>An attempt failed, whether another one follows or not.</summary>
    /// <param name="run">Null: it did not come to its end.</param>
    public void Failed(DateTimeOffset at, TimeSpan? run, bool isDead)
    {
        var minute = Open(at);
        minute.Failed++;
        if (isDead)
            minute.Dead++;
        minute.AddRun(run);
    }

    /// <summary>The minutes that have changed since they were taken last, oldest first, each with all that is known of it. What nobody has taken while it was in memory is lost to those who take.</summary>
    public IReadOnlyList<MinuteRow> TakeChanged()
    {
        if (_changedFrom is not { } from)
            return [];
        _changedFrom = null;
        return From(from);
    }

    /// <summary>Goes on from stored minutes, before anything has happened here.</summary>
    /// <param name="rows">Oldest first.</param>
    public void Restore(IReadOnlyList<MinuteRow> rows)
    {
        foreach (var row in rows.SkipLast(1))
            Keep(row);
        if (rows.Count > 0)
            _open = new OpenMinute(rows[^1]);
    }

    /// <summary>What is in memory of the minutes from this one on, oldest first.</summary>
    public IReadOnlyList<MinuteRow> From(long minute)
    {
        List<MinuteRow> rows = [.. _closed.Where(row => row.Minute >= minute)];
        if (_open is { } open && open.Minute >= minute)
            rows.Add(open.ToRow());
        return rows;
    }

    private OpenMinute Open(DateTimeOffset at)
    {
        var minute = MinuteOf(at);
        if (_open is { } open)
        {
            if (minute > open.Minute)
            {
                Keep(open.ToRow());
                open.Restart(minute);
            }
        }
        else
        {
            open = _open = new OpenMinute(minute);
        }

        _changedFrom ??= open.Minute;
        return open;
    }

    private void Keep(MinuteRow row)
    {
        _closed.Enqueue(row);
        while (_closed.Peek().Minute <= row.Minute - MinutesKept)
            _closed.Dequeue();
    }

    private sealed class OpenMinute(long minute)
    {
        public OpenMinute(MinuteRow row)
            : this(row.Minute)
        {
            Enqueued = row.Enqueued;
            Completed = row.Completed;
            Failed = row.Failed;
            Dead = row.Dead;
            Waits.Add(row.Waits.Span);
            Runs.Add(row.Runs.Span);
        }

        public long Minute { get; private set; } = minute;

        public long Enqueued { get; set; }

        public long Completed { get; set; }

        public long Failed { get; set; }

        public long Dead { get; set; }

        public LogHistogram Waits { get; } = new();

        public LogHistogram Runs { get; } = new();

        public void AddRun(TimeSpan? run)
        {
            if (run is { } time)
                Runs.Add(time);
        }

        public MinuteRow ToRow() => new(Minute, Enqueued, Completed, Failed, Dead, Waits.Encode(), Runs.Encode());

        public void Restart(long minute)
        {
            Minute = minute;
            Enqueued = Completed = Failed = Dead = 0;
            Waits.Clear();
            Runs.Clear();
        }
    }
}
