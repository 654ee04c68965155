using Akka.Actor;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>
/// The workers of all queues. A worker that several queues share is known to the router of each, and listed once: by what it runs, with what it has done for all of them.
/// </summary>
internal sealed class GatherWorkers(IReadOnlyDictionary<string, IActorRef> queues, ListWorkers request) : GatherPlan(queues)
{
    public override object Ask(string queue) => request with { Queue = queue };

    public override void Finish(IReadOnlyDictionary<string, object> answers, IActorRef asker)
    {
        var workers = Queues.Keys.SelectMany(queue => answers.GetValueOrDefault(queue) is WorkerList list ? list.Items : []).ToList();
        asker.Tell(new WorkerList([.. workers.Where(worker => worker.Status != WorkerStatus.Stuck).GroupBy(worker => worker.Id).Select(OneOf).Concat(workers.Where(worker => worker.Status == WorkerStatus.Stuck))]));
    }

    private static WorkerView OneOf(IGrouping<string, WorkerView> shared)
    {
        var shown = shared.FirstOrDefault(worker => worker.Job is not null) ?? shared.First();
        return shown with { Done = shared.Sum(worker => worker.Done), Failed = shared.Sum(worker => worker.Failed), Since = shared.Min(worker => worker.Since) };
    }
}
