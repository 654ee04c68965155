using Akka.Actor;
using Jobs.Core;
using Jobs.Messages;
using Jobs.Operations;

namespace Jobs.Queues;

/// <summary>A message that leaves when the commit that it belongs to is confirmed.</summary>
internal readonly record struct Effect(IActorRef To, object Message)
{
    /// <summary>What the receiver is told instead when the commit's outcome is unknown; null when it is owed nothing, because it will be derived from the state again.</summary>
    public object? IfUnknown() => Message switch
    {
        EnqueueReceipt receipt => Unknown(receipt),
        JobsEnqueued enqueued => new JobsEnqueued([.. enqueued.Items.Select(Unknown)]),
        BatchRefused or RequestRefused => Message,
        JobChanged changed => new RequestRefused(Refusals.OutcomeUnknown($"the change of job {changed.Job.Id}")),
        JobDeleted deleted => new RequestRefused(Refusals.OutcomeUnknown($"the removal of job {deleted.Id}")),
        JobsClaimed => new RequestRefused(Refusals.ClaimUnknown),
        LeaseRuns lease => new RequestRefused(Refusals.OutcomeUnknown($"the extension of job {lease.Id}")),
        QueueChanged changed => new RequestRefused(Refusals.OutcomeUnknown($"the change of queue {changed.Queue.Name}")),
        DeadLettersReplayed => new RequestRefused(Refusals.OutcomeUnknown("the replay")),
        JobFound or JobPage or QueueFound or DeadLetterFound or DeadLetterPage or DeadLetterGroups or StatsFound or StatsSeries or Matched =>
            new RequestRefused(Refusals.StoppedBeforeAnswer),
        _ => null,
    };

    private static EnqueueReceipt Unknown(EnqueueReceipt receipt) =>
        receipt is EnqueueRefused ? receipt : Unknown(receipt is JobEnqueued { MergedFrom: { } asked } ? asked : receipt.Id);

    private static EnqueueRefused Unknown(JobId asked) => new(asked, Refusals.OutcomeUnknown($"job {asked}"));
}
