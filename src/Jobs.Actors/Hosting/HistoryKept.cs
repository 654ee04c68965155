namespace Jobs.Hosting;

/// <summary>Which finished jobs a queue keeps with their details. Counts, charts, remembered ids and dead letters are the same with each.</summary>
public enum HistoryKept
{
    /// <summary>Every finished job, for as long as <see cref="QueueSettings.Retention"/> says.</summary>
    All,

    /// <summary>Those of which an attempt has failed, whatever became of them, and dead ones.</summary>
    Failed,

    /// <summary>No finished job, save the newest few that the queue has in memory: <see cref="QueueSettings.FinishedKept"/>. A job that starts and ends quickly never costs a row.</summary>
    None,
}
