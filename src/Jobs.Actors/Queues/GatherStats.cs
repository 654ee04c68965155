using Akka.Actor;
using Jobs.Core.Rollups;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>The stats of all queues; one that is down is missing.</summary>
internal sealed class GatherStats(IReadOnlyDictionary<string, IActorRef> queues, GetStats request) : GatherPlan(queues)
{
    public override object Ask(string queue) => request with { Queue = queue };

    public override void Finish(IReadOnlyDictionary<string, object> answers, IActorRef asker) => asker.Tell(
        answers.Values.Any(answer => answer is StatsFound)
            ? new StatsFound([.. answers.Values.OfType<StatsFound>().SelectMany(found => found.Queues).OrderBy(stats => stats.Queue, StringComparer.Ordinal)])
            : answers.Values.FirstOrDefault() ?? new StatsFound([]));
}

/// <summary>One series out of those of all queues; one that is down is missing.</summary>
internal sealed class GatherSeries(IReadOnlyDictionary<string, IActorRef> queues, GetStatsSeries request) : GatherPlan(queues)
{
    public override object Ask(string queue) => request with { Queue = queue };

    public override void Finish(IReadOnlyDictionary<string, object> answers, IActorRef asker)
    {
        List<StatsSeries> all = [.. answers.Values.OfType<StatsSeries>()];
        asker.Tell(all.Count > 0 ? WindowSums.Merge(all) : answers.Values.FirstOrDefault() ?? new StatsSeries(default, []));
    }
}
