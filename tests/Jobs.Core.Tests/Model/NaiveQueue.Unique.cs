using Jobs.Messages;

namespace Jobs.Core.Tests.Model;

/// <summary>Jobs that are unique by a key: who holds it, and who waits behind whom.</summary>
internal sealed partial class NaiveQueue
{
    private Dictionary<(string Type, string Key), (JobId Job, DateTimeOffset? Until)> _holds = [];
    private Dictionary<JobId, (JobId Job, DateTimeOffset? Until)> _behind = [];
    private Dictionary<JobId, (EnqueueJob Asked, DateTimeOffset At)> _merged = [];

    public IReadOnlyList<string> Holds(DateTimeOffset now) => [.. _holds.Where(hold => !(hold.Value.Until <= now)).Select(hold => $"{hold.Key.Type}/{hold.Key.Key} {hold.Value.Job}").Order()];

    private JobId? HolderFor(EnqueueJob job, DateTimeOffset now) =>
        job.UniqueKey is { } key && _holds.TryGetValue((job.Type, key), out var hold) && !(hold.Until <= now) ? hold.Job : null;

    /// <summary>Null: the request is a job of its own.</summary>
    private string? Merge(EnqueueJob job, DateTimeOffset now)
    {
        if (HolderFor(job, now) is not { } id)
            return null;
        var holder = _jobs.GetValueOrDefault(id);
        var changes = job.OnConflict != UniqueConflict.Return;
        if (changes && holder?.Status == JobStatus.Processing)
            return null;
        if (changes && holder?.Status is JobStatus.Pending or JobStatus.Scheduled or JobStatus.Failed)
        {
            var time = job.OnConflict == UniqueConflict.Debounce || job.Delay is not null ? now + (job.Delay ?? TimeSpan.Zero) : (DateTimeOffset?)null;
            Change(new ChangeJob(null, id, job.Priority, time, job.Payload), now);
        }

        _merged[job.Id] = (job, now);
        return nameof(EnqueueMerged);
    }

    private void TakeKey(EnqueueJob job, DateTimeOffset now)
    {
        if (job.UniqueKey is not { } key)
            return;
        if (HolderFor(job, now) is { } running && _jobs.GetValueOrDefault(running)?.Status == JobStatus.Processing)
            _behind[job.Id] = _holds[(job.Type, key)];
        _holds[(job.Type, key)] = (job.Id, now + job.UniqueFor);
    }

    private void TakeKeyAgain(EnqueueJob job, DateTimeOffset now)
    {
        if (job is { UniqueKey: { } key, UniqueFor: null } && HolderFor(job, now) is null)
            _holds[(job.Type, key)] = (job.Id, null);
    }

    private void Finished(EnqueueJob job)
    {
        var isBehind = _behind.Remove(job.Id, out var before);
        if (job is { UniqueKey: { } key, UniqueFor: null } && _holds.TryGetValue((job.Type, key), out var hold) && hold.Job == job.Id)
        {
            _holds.Remove((job.Type, key));
            if (isBehind)
                _holds.Add((job.Type, key), before);
        }

        foreach (var successor in _behind.Where(pair => pair.Value.Job == job.Id).Select(pair => pair.Key).ToList())
            _behind.Remove(successor);
    }

    private void CopyUnique(NaiveQueue to)
    {
        to._holds = new(_holds);
        to._behind = new(_behind);
        to._merged = new(_merged);
    }
}
