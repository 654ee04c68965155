using System.Diagnostics;
using Jobs.Messages;

namespace Jobs.Core;

/// <summary>
/// A job in its queue's memory. Changed by <see cref="QueueState.Apply(QueueEvent)"/> only. Millions of these wait: a waiting job is this object alone, about 180 bytes; what few senders say stands in
/// <see cref="RareTerms"/>, what happens later in <see cref="JobPast"/>.
/// </summary>
internal sealed partial class Job
{
    /// <summary>From how many crashes of its host on a job runs alone among its like on a host.</summary>
    public const int SuspectCrashes = 2;

    // Times are ticks, 0 for none.
    private readonly long _createdAt;
    private readonly long _timeout;
    private readonly byte _maxAttempts;
    private byte _priority;
    private byte _status;
    private long _notBefore;
    private long _dueAt;
    private long _updatedAt;
    private ulong _fingerprint;

    /// <param name="fingerprint">Of what was asked for; 0: to be made of <paramref name="payload"/>, which is as it was asked for.</param>
    /// <param name="payload">Null: it is elsewhere.</param>
    public Job(JobId id, string type, long sequence, JobPayload? payload, ulong fingerprint, int priority, int maxAttempts, TimeSpan timeout, string by, RareTerms? rare, DateTimeOffset createdAt)
    {
        Id = id;
        Type = type;
        Sequence = sequence;
        Payload = payload;
        _fingerprint = fingerprint;
        _priority = checked((byte)priority);
        _maxAttempts = checked((byte)maxAttempts);
        _timeout = timeout.Ticks;
        By = by;
        Rare = rare;
        _createdAt = _updatedAt = createdAt.UtcTicks;
    }

    /// <summary>A job that has just been accepted.</summary>
    /// <param name="texts">Where its texts are shared with other jobs.</param>
    public static Job Of(JobAccepted e, long sequence, TextPool texts) => new(
        e.Id,
        texts.Share(e.Type),
        sequence,
        e.Payload,
        fingerprint: 0,
        e.Priority,
        e.MaxAttempts,
        e.Timeout,
        texts.Share(e.Cause.By),
        RareTerms.Of(e.Retry, e.Tags, texts.Share(e.PartitionKey), e.Unique, e.Cause.TraceParent),
        e.At)
    {
        NotBefore = e.DueAt,
    };

    public JobId Id { get; }

    public string Type { get; }

    /// <summary>Order of arrival in the partition; equal priority runs in this order, retries included.</summary>
    public long Sequence { get; }

    /// <summary>Who asked for it.</summary>
    public string By { get; }

    public Cause Cause => new(By, Rare?.TraceParent ?? "");

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset CreatedAt => new(_createdAt, TimeSpan.Zero);

    public int Priority
    {
        get => _priority;
        set => _priority = checked((byte)value);
    }

    public int MaxAttempts => _maxAttempts;

    public TimeSpan Timeout => new(_timeout);

    public RareTerms? Rare { get; }

    /// <summary>Null: the queue's.</summary>
    public RetryPolicy? Retry => Rare?.Retry;

    public IReadOnlyList<string> Tags => Rare?.Tags ?? [];

    /// <summary>Empty: none.</summary>
    public string PartitionKey => Rare?.PartitionKey ?? "";

    public Uniqueness? Unique => Rare?.Unique;

    public JobStatus Status
    {
        get => (JobStatus)_status;
        set => _status = (byte)value;
    }

    /// <summary>The time that it was enqueued for or has been given since; null: none.</summary>
    public DateTimeOffset? NotBefore
    {
        get => ToTime(_notBefore);
        set => _notBefore = ToTicks(value);
    }

    /// <summary>When it may run, while it is scheduled or failed; when its lease ends, while it is leased.</summary>
    public DateTimeOffset DueAt
    {
        get => new(_dueAt, TimeSpan.Zero);
        set => _dueAt = value.UtcTicks;
    }

    public DateTimeOffset UpdatedAt
    {
        get => new(_updatedAt, TimeSpan.Zero);
        set => _updatedAt = value.UtcTicks;
    }

    /// <summary>From when <c>retry-for</c> counts: its enqueueing, or the time that it was enqueued for or given later, or its last revival.</summary>
    public DateTimeOffset RetriedSince => RevivedAt is { } revived && !(NotBefore > revived) ? revived : NotBefore ?? CreatedAt;

    /// <summary>What it is given; null while that <see cref="IsPayloadElsewhere"/>.</summary>
    public JobPayload? Payload { get; private set; }

    /// <summary>The payload has left memory and stands in the index. That of a job which runs is always here.</summary>
    public bool IsPayloadElsewhere => Payload is null;

    /// <summary>The payload, where it is known not to be elsewhere.</summary>
    public JobPayload PayloadHere => Payload ?? throw new UnreachableException($"The payload of job {Id} is not in memory");

    /// <summary>Of type and payload as they were asked for, whatever the payload is now.</summary>
    public ulong Fingerprint => _fingerprint != 0 ? _fingerprint : _fingerprint = PayloadFingerprint.Of(Type, PayloadHere);

    /// <summary>The place in an order that still counts; older entries of this job in the ready and due orders are stale.</summary>
    public int Ticket { get; set; }

    /// <summary>Where it stands while it is ready or runs, in a queue with limits of types or keys.</summary>
    public Limits.Lane? Lane { get; set; }

    /// <summary>Neighbours in the list of its status, and the number of its last change.</summary>
    internal Job? Newer { get; set; }

    internal Job? Older { get; set; }

    internal long Change { get; set; }

    /// <summary>The same request again asks for the same type and payload, whatever has become of the payload since.</summary>
    public bool IsAskedForBy(EnqueueJob request) => request.Type == Type
        && (_fingerprint == 0 ? PayloadHere.Equals(request.Payload) : PayloadFingerprint.Of(request.Type, request.Payload) == _fingerprint);

    /// <summary>Its payload comes back from elsewhere.</summary>
    public void Return(JobPayload payload) => Payload = payload;

    /// <summary>Its payload is elsewhere from now on.</summary>
    /// <param name="copy">A copy with the same payload: what it knows of that need not be found out again.</param>
    public void Evict(Job copy)
    {
        _fingerprint = copy.Fingerprint;
        Payload = null;
    }

    /// <summary>Nobody looks at it any more; what is still to be said of it, that its row goes, needs neither payload nor result.</summary>
    public void LetGo()
    {
        Payload = null;
        Result = null;
    }

    /// <summary>Somebody has given it another payload.</summary>
    public void Replace(JobPayload payload)
    {
        _ = Fingerprint;
        Payload = payload;
    }

    /// <summary>A copy that stays as it is, whatever happens next. It stands in no order and no list.</summary>
    public Job Clone()
    {
        var copy = (Job)MemberwiseClone();
        copy._past = _past?.Clone();
        copy.Newer = copy.Older = null;
        copy.Lane = null;
        return copy;
    }

    private static DateTimeOffset? ToTime(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    private static long ToTicks(DateTimeOffset? time) => time?.UtcTicks ?? 0;
}
