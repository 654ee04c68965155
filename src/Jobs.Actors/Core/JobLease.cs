namespace Jobs.Core;

/// <summary>An attempt in the hands of a worker outside the process. Its end stands in <see cref="Job.DueAt"/> while it is open.</summary>
/// <param name="start">The number of the attempt's start.</param>
/// <param name="seenAt">When the worker was last heard of.</param>
/// <param name="before">The job's lease before this one.</param>
internal sealed class JobLease(LeaseToken token, string worker, long start, TimeSpan length, DateTimeOffset seenAt, JobLease? before)
{
    /// <summary>Leases of one job whose late or repeated answers are still recognised.</summary>
    public const int KeptMax = 8;

    public LeaseToken Token { get; } = token;

    public string Worker { get; } = worker;

    public long Start { get; } = start;

    public TimeSpan Length { get; set; } = length;

    /// <summary>When the worker was last heard of.</summary>
    public DateTimeOffset SeenAt { get; set; } = seenAt;

    public LeaseEnd End { get; set; }

    /// <summary>A late answer of its worker stands in the history already.</summary>
    public bool HasLateAnswer { get; set; }

    public JobLease? Before { get; private set; } = before;

    public static JobLease Of(JobLeased leased, JobLease? before) => new(leased.Token, leased.Worker, leased.Start, leased.Length, leased.At, before);

    /// <summary>This lease or one before it.</summary>
    public JobLease? Find(LeaseToken token)
    {
        for (var lease = this; lease is not null; lease = lease.Before)
        {
            if (lease.Token == token)
                return lease;
        }

        return null;
    }

    /// <summary>A copy of this lease and those before it.</summary>
    public JobLease Clone()
    {
        var copy = (JobLease)MemberwiseClone();
        copy.Before = Before?.Clone();
        return copy;
    }

    public void DropOldest()
    {
        var last = this;
        for (var kept = 1; kept < KeptMax && last.Before is not null; kept++)
            last = last.Before;
        last.Before = null;
    }
}

/// <summary>How a lease ended.</summary>
internal enum LeaseEnd
{
    Open,
    Acked,
    Nacked,

    /// <summary>Its time was over.</summary>
    Expired,

    /// <summary>The job was taken from the worker: it was cancelled.</summary>
    Revoked,
}
