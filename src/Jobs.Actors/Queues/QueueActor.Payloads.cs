using Akka.Actor;
using Jobs.Checkpoints;
using Jobs.Core;
using Jobs.Core.Capture;
using Jobs.Telemetry;

namespace Jobs.Queues;

/// <summary>
/// The payloads of a deep backlog leave memory once the index has them durably, and come back before their jobs start: many at once and ahead of need. A job whose payload is not there yet is not
/// started; it goes first as soon as it is.
/// </summary>
internal sealed partial class QueueActor
{
    private const string ReadAgainKey = "read-payloads-again";

    /// <summary>How long a claim waits at least for payloads that are on their way.</summary>
    private static readonly TimeSpan ClaimPatience = TimeSpan.FromSeconds(1);

    private readonly RestartBackoff _readBackoff = new();
    private readonly List<Job> _unfed = [];
    private IReadOnlyList<Job> _captured = [];
    private long _payloadBytesCounted;
    private long _payloadBytesLeftSaid;
    private int _startsUntilLook;
    private bool _isReadingPayloads;
    private bool _isWaitingToRead;

    protected override void OnFollowed(long sequenceNr)
    {
        CountPayloads();
        var over = _context.Payloads.Over;
        for (var i = _captured.Count - 1; i >= 0 && over > 0; i--)
        {
            // A copy of then: the job may have gone on since, or have been given another payload.
            var stored = _captured[i];
            if (stored.Payload is not { } payload || _state.Find(stored.Id) is not { } job || !job.Status.IsWaiting() || !ReferenceEquals(job.Payload, payload))
                continue;
            _state.Evict(job, stored);
            over -= payload.Bytes.Length;
        }

        _captured = [];
        CountPayloads();
        _context.MemoryReturn?.Tell(new PayloadsLeft(_state.PayloadBytesLeft - _payloadBytesLeftSaid), Self);
        _payloadBytesLeftSaid = _state.PayloadBytesLeft;
    }

    private void Captured(QueueCapture capture) => _captured = capture.Jobs;

    private void CountPayloads()
    {
        _context.Payloads.Add(_state.PayloadBytes - _payloadBytesCounted);
        _payloadBytesCounted = _state.PayloadBytes;
    }

    private void ForgetPayloads() => _context.Payloads.Add(-_payloadBytesCounted);

    /// <summary>False: the job may start, but what it is given is elsewhere; it is asked for first.</summary>
    private bool HasPayload(JobId id)
    {
        var job = _state.Find(id)!;
        if (!job.IsPayloadElsewhere)
        {
            _startsUntilLook--;
            return true;
        }

        _unfed.Add(job);
        return false;
    }

    /// <summary>After claims: asks for what comes next, when it is time to.</summary>
    private void LookAhead()
    {
        if (_state.PayloadsElsewhere == 0 || _isReadingPayloads || _isWaitingToRead || (_unfed.Count == 0 && _startsUntilLook > 0))
        {
            _unfed.Clear();
            return;
        }

        var wanted = _unfed.Concat(_state.Ahead(PayloadReads.JobsMax)).Where(job => job.IsPayloadElsewhere).Distinct().Take(PayloadReads.JobsMax).ToList();
        _unfed.Clear();
        _startsUntilLook = PayloadReads.JobsMax / 2;
        if (wanted.Count == 0)
            return;
        _isReadingPayloads = true;
        PayloadReads.AheadAsync(_context.Index!, _context.Queue, _context.Partition, wanted).PipeTo(Self, failure: cause => new PayloadsUnreadable(cause));
    }

    private void Handle(PayloadsRead read)
    {
        _isReadingPayloads = false;
        _startsUntilLook = read.Payloads.Count / 2;
        for (var i = 0; i < read.Looked; i++)
        {
            var job = read.Asked[i];
            if (!job.IsPayloadElsewhere || _state.Find(job.Id) != job || !job.Status.IsWaiting())
                continue;
            if (!read.Payloads.TryGetValue(job.Sequence, out var payload))
                throw new IndexDamagedException($"The index has no payload of job {job.Id} of {PersistenceId}, which waits.");
            _state.Return(job, payload);
        }

        Advance(Now());
    }

    private void Handle(PayloadsUnreadable unreadable)
    {
        _isReadingPayloads = false;
        _isWaitingToRead = true;
        var after = _readBackoff.Next(Context.System.Scheduler.Now);
        QueueLog.PayloadsUnreadable(Logger, _context.Queue, after, unreadable.Cause);
        Timers.StartSingleTimer(ReadAgainKey, ReadPayloadsAgain.Instance, after);
    }

    private void OnReadPayloadsAgain()
    {
        _isWaitingToRead = false;
        _readBackoff.Started(Context.System.Scheduler.Now);
        Advance(Now());
        LookAhead();
    }
}
