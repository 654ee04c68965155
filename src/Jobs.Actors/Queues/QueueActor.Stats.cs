using Jobs.Core.Rollups;
using Jobs.Index;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>What happened in the queue, for those who count and draw: the last minutes from memory, what lies further back from the index.</summary>
internal sealed partial class QueueActor
{
    private void Handle(GetStats stats)
    {
        var now = Now();
        if (StatsWindow.Check(stats.Window) is { } refusal)
            Reply(new RequestRefused(refusal));
        else
            Sum(StatsWindow.Of(stats.Window, now), now, (window, sums) => new StatsFound([new QueueStats(_context.Queue, MinuteRollups.StartOf(window.From), sums.Total)]));
    }

    private void Handle(GetStatsSeries series)
    {
        var now = Now();
        if (StatsWindow.Check(series.Window, series.Step) is { } refusal)
            Reply(new RequestRefused(refusal));
        else
            Sum(StatsWindow.InSteps(series.Window, series.Step, now), now, (_, sums) => sums.ToSeries());
    }

    private void Sum(StatsWindow asked, DateTimeOffset now, Func<StatsWindow, WindowSums, object> answer)
    {
        var kept = MinuteRollups.KeptFrom(now);
        var window = _context.Index is null ? asked.NotBefore(kept) : asked;
        var recent = _state.Minutes.From(Math.Max(kept, window.From));
        if (window.From >= kept)
        {
            Reply(Answer(reads: null));
            return;
        }

        AskIndex(Query(Answer, Sender));

        object Answer(IIndexReads? reads)
        {
            var sums = new WindowSums(window);
            reads?.ReadMinutes(_context.Queue, _context.Partition, window.From, kept - 1, sums.Add);
            sums.Add(recent);
            return answer(window, sums);
        }
    }
}
