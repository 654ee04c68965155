using Jobs.Core.Limits;

namespace Jobs.Core.Tests;

/// <summary>What is true of a queue after every event.</summary>
internal static class Invariants
{
    public static void Check(QueueState state, QueuePolicy policy)
    {
        CheckLists(state);
        CheckOrders(state, policy);
        CheckWorkers(state);
        CheckLeases(state);
        CheckDeaths(state);
        CheckKeys(state);
        CheckFinished(state, policy.Settings.FinishedKept);
        Assert.Equal(state.Jobs.Sum(job => job.Payload?.Bytes.Length ?? 0), state.PayloadBytes);
        Assert.Equal(state.Jobs.Count(job => job.IsPayloadElsewhere), state.PayloadsElsewhere);
        foreach (var job in state.Jobs)
            CheckJob(job, state, policy);
    }

    /// <summary>The jobs of a status, most recently changed first, as its list says.</summary>
    public static List<Job> Listed(QueueState state, JobStatus status)
    {
        var jobs = new List<Job>();
        for (var job = state[status].Newest; job is not null; job = job.Older)
            jobs.Add(job);
        return jobs;
    }

    private static void CheckLists(QueueState state)
    {
        var listed = 0;
        foreach (var status in Enum.GetValues<JobStatus>())
        {
            var jobs = Listed(state, status);
            Assert.Equal(jobs.Count, state[status].Count);
            Assert.True(jobs.TrueForAll(job => job.Status == status && state.Find(job.Id) == job), $"the list of {status} holds another job");
            AssertSame(jobs.OrderByDescending(job => job.Change), jobs);
            Assert.Same(jobs.LastOrDefault(), state[status].Oldest);
            listed += jobs.Count;
        }

        Assert.Equal(state.Jobs.Count, listed);
    }

    private static void CheckOrders(QueueState state, QueuePolicy policy)
    {
        var pending = Listed(state, JobStatus.Pending).Where(job => !state.IsBlocked(job)).ToLookup(job => job.IsSuspect);
        foreach (var crew in state.Crews.All)
            CheckReady(crew.Ready, pending[false].Where(job => state.Crews.Of(job) == crew), policy, state.LastAt);
        CheckReady(state.Suspects, pending[true], policy, state.LastAt);

        var waiting = Listed(state, JobStatus.Scheduled).Concat(Listed(state, JobStatus.Failed)).OrderBy(job => job.DueAt).ThenBy(job => job.Sequence).ToList();
        Assert.Equal(waiting.Count, state.Due.Count);
        AssertSame(waiting, state.Due.Entries.Where(entry => !entry.IsStale).Select(entry => entry.Job).OrderBy(job => job.DueAt).ThenBy(job => job.Sequence));
        Assert.Same(waiting.FirstOrDefault(), state.Due.Peek());
    }

    private static void CheckReady(ReadyOrder order, IEnumerable<Job> jobs, QueuePolicy policy, DateTimeOffset now)
    {
        var expected = jobs.OrderBy(job => job.Priority).ThenBy(job => job.Sequence).ToList();
        Assert.Equal(expected.Count, order.Count);
        AssertSame(expected, order.Entries.Where(entry => !entry.IsStale).Select(entry => entry.Job).OrderBy(job => job.Priority).ThenBy(job => job.Sequence));
        if (policy.Settings is { TypeLimits.Count: 0, PartitionLimit: null, FifoPerKey: false })
            Assert.Same(expected.FirstOrDefault(), order.Next(now));
    }

    private static void CheckWorkers(QueueState state)
    {
        var processing = Listed(state, JobStatus.Processing);
        var taken = processing.Select(job => job.Worker).ToHashSet();
        Assert.Equal(processing.Count, taken.Count);
        Assert.Equal(processing.Count, state.Workers.Count);
        var concurrency = state.Limits.Concurrency;
        var free = Enumerable.Range(0, concurrency).Where(worker => !taken.Contains(worker)).DefaultIfEmpty(-1).First();
        Assert.Equal(processing.Count < concurrency ? free : -1, state.Workers.LowestFree(concurrency));
        Assert.Equal(processing.Count, processing.Select(job => job.Start).Distinct().Count());
    }

    private static void CheckLeases(QueueState state)
    {
        var leased = state.Jobs.Where(job => job.IsLeased).OrderBy(job => job.DueAt).ThenBy(job => job.Sequence).ToList();
        Assert.All(leased, job => Assert.Equal((JobStatus.Processing, job.Start), (job.Status, job.Lease?.Start ?? 0)));
        Assert.Equal(leased.Count, state.Leases.Count);
        Assert.Same(leased.FirstOrDefault(), state.Leases.Peek());
    }

    /// <summary>The keys that are held, and by whom.</summary>
    public static IReadOnlyList<string> Holds(QueueState state, DateTimeOffset now) =>
        [.. (state.Unique?.All ?? []).Where(hold => !(hold.Until <= now)).Select(hold => $"{hold.Type}/{hold.Key} {hold.Job}").Order()];

    // A key without a window is held by an unfinished job of its own; whoever is blocked holds its key, and waits.
    private static void CheckKeys(QueueState state)
    {
        foreach (var hold in (state.Unique?.All ?? []).Where(hold => hold.Until is null))
        {
            var holder = state.Find(hold.Job);
            Assert.True(holder is { Unique: not null } && !holder.Status.IsFinal() && holder.Unique.Key == hold.Key, $"{hold.Key} is held by {hold.Job}, which is not unfinished");
        }

        foreach (var blocked in state.Jobs.Where(state.IsBlocked))
            Assert.True(blocked.Status.IsWaiting(), $"{blocked.Id} is blocked and {blocked.Status}");
    }

    private static void CheckDeaths(QueueState state)
    {
        Assert.True(state.LastDeathTaken <= state.LastDeath, $"{state.LastDeathTaken} deaths are taken, {state.LastDeath} happened");
        var owed = Enumerable.Range(1, (int)(state.LastDeath - state.LastDeathTaken)).Select(n => state.LastDeathTaken + n);
        Assert.Equal(owed, state.DeathsOwed.Select(death => death.Number));
    }

    private static void CheckFinished(QueueState state, int kept)
    {
        Assert.InRange(state[JobStatus.Completed].Count, 0, Math.Min(kept, state.Completed));
        Assert.InRange(state[JobStatus.Cancelled].Count, 0, Math.Min(kept, state.Cancelled));
        Assert.InRange(state.Ended.Count, 0, EndedIds.IdsMax);
    }

    private static void CheckJob(Job job, QueueState state, QueuePolicy policy)
    {
        Assert.InRange(job.Sequence, 1, state.Accepted);
        Assert.InRange(job.Attempts, 0, job.MaxAttempts);
        Assert.InRange(job.Crashes, 0, policy.CrashLimit);
        Assert.InRange(job.StepResults.Count, 0, job.Status is JobStatus.Completed or JobStatus.Cancelled ? 0 : StepBounds.StepsMax);
        Assert.InRange(job.StepResults.Sum(step => step.Bytes), 0, StepBounds.ResultsBytesMax);
        Assert.InRange(job.LostLeases, 0, job.Crashes);
        Assert.InRange(job.Start, 0, state.Starts);
        Assert.InRange(job.History.Count, 1, JobHistory.StepsMax);
        Assert.InRange(job.UpdatedAt, job.CreatedAt, state.LastAt);
        Assert.Equal(job.Status.IsFinal(), job.EndedAt is not null);
        Assert.Equal(job.Status == JobStatus.Dead, job.DeathReason is not null);
        if (job.CancelRequest is not null)
            Assert.True(job.Status is JobStatus.Processing or JobStatus.Completed or JobStatus.Cancelled, $"{job.Id} was to stop and is {job.Status}");
        if (job.Status == JobStatus.Processing)
            Assert.True(job.Attempts >= 1 && job.Start >= 1, $"{job.Id} runs without a start");
        if (job.Status is JobStatus.Failed or JobStatus.Dead && job.Crashes == 0)
            Assert.NotNull(job.LastError);
        if (job.Status is JobStatus.Completed or JobStatus.Cancelled && state.Ended.TryGet(job.Id, state.LastAt, out var ended))
            Assert.Equal(job.Status, ended.Status);
    }

    // Assert.Equal takes far longer over sequences, and this runs after every event.
    private static void AssertSame(IEnumerable<Job> expected, IEnumerable<Job> actual)
    {
        if (!expected.SequenceEqual(actual))
            Assert.Equal(expected.Select(job => job.Id), actual.Select(job => job.Id));
    }
}
