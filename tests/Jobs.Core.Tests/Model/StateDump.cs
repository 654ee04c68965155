using System.Globalization;
using System.Text;
using Jobs.DeadLetters;

namespace Jobs.Core.Tests.Model;

/// <summary>Everything that a queue knows and has stored, as text: two states are the same when their dumps are (I6).</summary>
internal static class StateDump
{
    /// <summary>What is shown of a job, and what is not because it is not stored, follows from the order of the lists or is shown part by part.</summary>
    public static readonly string[] JobProperties =
    [
        nameof(Job.Type), nameof(Job.By), nameof(Job.Cause), nameof(Job.CreatedAt), nameof(Job.NotBefore), nameof(Job.PartitionKey), nameof(Job.Unique), nameof(Job.Fingerprint), nameof(Job.Sequence), nameof(Job.Id), nameof(Job.Payload), nameof(Job.Status), nameof(Job.Attempts), nameof(Job.Crashes), nameof(Job.Replays), nameof(Job.DueAt),
        nameof(Job.UpdatedAt), nameof(Job.StartedAt), nameof(Job.EndedAt), nameof(Job.LastError), nameof(Job.Result), nameof(Job.Start), nameof(Job.Worker), nameof(Job.StartedUnder),
        nameof(Job.RevivedAt), nameof(Job.RetriedSince), nameof(Job.DeathReason), nameof(Job.History), nameof(Job.IsSuspect), nameof(Job.Ticket),
        nameof(Job.StepResults), nameof(Job.LostLeases), nameof(Job.NewestLease), nameof(Job.Lease), nameof(Job.IsLeased),
        nameof(Job.CancelRequest), nameof(Job.Priority), nameof(Job.MaxAttempts), nameof(Job.Timeout), nameof(Job.Retry), nameof(Job.Tags),
    ];

    public static readonly string[] JobPropertiesNotShown = [nameof(Job.Progress), nameof(Job.Lane), nameof(Job.Rare), nameof(Job.Past), nameof(Job.IsPayloadElsewhere), nameof(Job.PayloadHere), nameof(Job.IsStored), nameof(Job.IsNoted), nameof(Job.IsRemoved), nameof(Job.HoldsLine)];

    /// <param name="asked">The ids to look up among the ended ones.</param>
    public static string Of(QueueState state, IEnumerable<JobId> asked)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{state.Incarnation} {state.Host} {state.LastAt:O} starts {state.Starts} accepted {state.Accepted} completed {state.Completed} cancelled {state.Cancelled}\n");
        text.Append(CultureInfo.InvariantCulture, $"deaths {state.LastDeathTaken}..{state.LastDeath} returns {state.LastReturn} ended {state.Ended.Count}\n");
        text.Append(CultureInfo.InvariantCulture, $"{state.Flow}\n");
        foreach (var hold in (state.Unique?.All ?? []).Where(hold => !(hold.Until <= state.LastAt)).OrderBy(hold => hold.Job))
            text.Append(CultureInfo.InvariantCulture, $"{hold}\n");
        foreach (var death in state.DeathsOwed)
            text.Append(CultureInfo.InvariantCulture, $"owed {death.Number} {Of(death.Letter)}\n");
        foreach (var id in asked)
        {
            if (state.Merged is { } ids && ids.TryGet(id, state.LastAt, out var merged))
                text.Append(CultureInfo.InvariantCulture, $"{id} into {merged} {ids.Since(id)!.Value.UtcTicks}\n");
            if (state.Ended.TryGet(id, state.LastAt, out var ended))
                text.Append(CultureInfo.InvariantCulture, $"{ended.Status.Name()} {id} {state.Ended.Since(id)!.Value.UtcTicks} {ended.Fingerprint}\n");
        }

        foreach (var status in Enum.GetValues<JobStatus>())
        {
            text.Append(CultureInfo.InvariantCulture, $"{status.Name()}:\n");
            for (var job = state[status].Newest; job is not null; job = job.Older)
                Append(text, state, job);
        }

        return text.ToString();
    }

    public static string Of(QueueState state, Job job)
    {
        var text = new StringBuilder();
        Append(text, state, job);
        return text.ToString();
    }

    private static void Append(StringBuilder text, QueueState state, Job job)
    {
        text.Append(CultureInfo.InvariantCulture, $"{job.Id} #{job.Sequence} {job.Status.Name()} {job.Attempts}/{job.MaxAttempts} crashes {job.Crashes} {job.IsSuspect} replays {job.Replays}");
        text.Append(CultureInfo.InvariantCulture, $" due {job.DueAt.UtcTicks} updated {job.UpdatedAt.UtcTicks} started {job.StartedAt?.UtcTicks} ended {job.EndedAt?.UtcTicks} revived {job.RevivedAt?.UtcTicks} start {job.Start} worker {job.Worker} {job.StartedUnder}");
        text.Append(CultureInfo.InvariantCulture, $" {job.LastError} {job.DeathReason} {job.CancelRequest} result {Of(job.Result)} payload {Of(job.Payload)} {job.Unique} {job.Fingerprint} {state.IsBlocked(job)} ticket {job.Ticket} change {job.Change}");
        text.Append(CultureInfo.InvariantCulture, $" {job.Type} {job.CreatedAt.UtcTicks} {job.Priority} {job.Timeout} {job.Cause} {job.PartitionKey} {string.Join(',', job.Tags)}");
        text.Append(CultureInfo.InvariantCulture, $" {job.NotBefore?.UtcTicks} {Of(job.Retry)}\n");
        for (var lease = job.NewestLease; lease is not null; lease = lease.Before)
            text.Append(CultureInfo.InvariantCulture, $"  lease {lease.Token.Text} {lease.Worker} {lease.Start} {lease.Length} {lease.SeenAt.UtcTicks} {lease.End} {lease.HasLateAnswer} {lease == job.Lease} {job.IsLeased} {job.LostLeases}\n");
        foreach (var step in job.StepResults)
            text.Append(CultureInfo.InvariantCulture, $"  once {step.Key} {Of(step.Result)}\n");
        for (var step = 0; step < job.History.Count; step++)
            Append(text, job.History[step]);
    }

    private static void Append(StringBuilder text, JobStep step) =>
        text.Append(CultureInfo.InvariantCulture, $"  {step.At.UtcTicks} {step.Kind} {step.Attempt} {step.By} {step.Detail} {step.Error}\n");

    private static string Of(Letter letter) => string.Create(
        CultureInfo.InvariantCulture,
        $"{letter.Id} {letter.Type} {letter.Priority} {letter.Attempts} {letter.Error} {letter.Reason} {letter.CreatedAt.UtcTicks} {letter.DiedAt.UtcTicks} {letter.Replays} {Of(letter.Payload)}");

    private static string Of(RetryPolicy? retry) => retry is null
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{retry.Kind} {retry.Delay} {string.Join(',', retry.Delays)} {retry.Factor} {retry.Jitter} {retry.JitterTime} {retry.MaxDelay}");

    private static string Of(JobPayload? payload) => payload is null ? "none" : $"{payload.ContentType} {payload.KeyId} {Convert.ToHexString(payload.Bytes.Span)}";
}
