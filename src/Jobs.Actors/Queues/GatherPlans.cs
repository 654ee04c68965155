using Akka.Actor;
using Jobs.Core;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>All queues, also those that are down.</summary>
internal sealed class GatherQueues(IReadOnlyDictionary<string, IActorRef> queues) : GatherPlan(queues)
{
    public override object Ask(string queue) => new GetQueue(queue);

    public override void Finish(IReadOnlyDictionary<string, object> answers, IActorRef asker) => asker.Tell(new QueueList(
        [.. Queues.Keys.Select(queue => answers.GetValueOrDefault(queue) is QueueFound found ? found.Queue : Silent(queue))]));

    private static QueueView Silent(string queue) => new(queue, QueueHealth.Down, JobCounts.Zero, 0, null, QueueRates.Zero, "it did not answer in time");
}

/// <summary>Every queue has stopped: nothing runs, every outcome is stored.</summary>
internal sealed class GatherStopped(IReadOnlyDictionary<string, IActorRef> queues, StopQueue stop) : GatherPlan(queues)
{
    /// <summary>Beyond the drain time: cancelled handlers end, and their outcomes are stored.</summary>
    public static readonly TimeSpan StoreTime = TimeSpan.FromSeconds(8);

    public override TimeSpan Patience => stop.Timeout + StoreTime;

    public override object Ask(string queue) => stop;

    public override void Finish(IReadOnlyDictionary<string, object> answers, IActorRef asker) => asker.Tell(QueueStopped.Instance);
}

/// <summary>Finds the one queue that knows the job of a request, and sends the request there.</summary>
internal sealed class FindOne(IReadOnlyDictionary<string, IActorRef> queues, IJobRequest request) : GatherPlan(queues)
{

    public override object Ask(string queue) => new GetJob(queue, request.Id);

    public override void Finish(IReadOnlyDictionary<string, object> answers, IActorRef asker)
    {
        var holders = answers.Where(answer => answer.Value is JobFound).Select(answer => answer.Key).Order(StringComparer.Ordinal).ToList();
        if (holders.Count == 1)
            Queues[holders[0]].Tell(request.In(holders[0]), asker);
        else
            asker.Tell(new RequestRefused(Refuse(holders, answers)));
    }

    private Refusal Refuse(List<string> holders, IReadOnlyDictionary<string, object> answers)
    {
        if (holders.Count > 1)
            return new Refusal(Refusal.Codes.AmbiguousId, $"Job {request.Id} is in {string.Join(" and ", holders)}; name one with ?queue=.");
        var down = answers.Values.OfType<RequestRefused>().FirstOrDefault(refused => refused.Refusal.RetryAfter is not null);
        return down?.Refusal ?? Refusals.NotFound(request.Id, null);
    }
}

/// <summary>Groups of all queues, the largest first.</summary>
internal sealed class GatherGroups(IReadOnlyDictionary<string, IActorRef> queues, GroupDeadLetters request) : GatherPlan(queues)
{
    public override object Ask(string queue) => request with { Queue = queue };

    public override void Finish(IReadOnlyDictionary<string, object> answers, IActorRef asker) => asker.Tell(new DeadLetterGroups(
        [.. answers.Values.OfType<DeadLetterGroups>().SelectMany(groups => groups.Groups).OrderByDescending(group => group.Count)]));
}

/// <summary>How many of all queues are on their way back. A limit holds per queue here; name a queue for an exact one.</summary>
internal sealed class GatherReplayed(IReadOnlyDictionary<string, IActorRef> queues, ReplayDeadLetters request) : GatherPlan(queues)
{
    public override object Ask(string queue) => request with { Queue = queue };

    public override void Finish(IReadOnlyDictionary<string, object> answers, IActorRef asker)
    {
        if (answers.Values.OfType<RequestRefused>().FirstOrDefault() is { } refused)
            asker.Tell(refused);
        else
            asker.Tell(new DeadLettersReplayed(answers.Values.OfType<DeadLettersReplayed>().Sum(replayed => replayed.Matched)));
    }
}
