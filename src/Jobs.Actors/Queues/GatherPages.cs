using Akka.Actor;
using Jobs.Core;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.Queues;

/// <summary>One page out of the pages of all queues: the newest of each, merged. The cursor is where each queue's part ended.</summary>
internal abstract class GatherPages<TItem>(IReadOnlyDictionary<string, IActorRef> queues, string? cursor, int limit) : GatherPlan(queues)
{
    private readonly IReadOnlyCollection<string> _names = [.. queues.Keys.Order(StringComparer.Ordinal)];
    private IReadOnlyDictionary<string, string?>? _places;
    private bool _isForeign;

    protected int Limit { get; } = limit;

    public override object? Ask(string queue)
    {
        if (_places is null)
        {
            _places = cursor is null ? _names.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal) : GatherCursor.Read(cursor, _names);
            _isForeign = _places is null;
            _places ??= new Dictionary<string, string?>(StringComparer.Ordinal);
        }

        return _places.TryGetValue(queue, out var place) ? Ask(queue, place) : null;
    }

    public override void Finish(IReadOnlyDictionary<string, object> answers, IActorRef asker)
    {
        if (_isForeign)
        {
            asker.Tell(new RequestRefused(Refusals.ForeignCursor));
            return;
        }

        if (answers.Values.OfType<RequestRefused>().FirstOrDefault() is { } refused)
        {
            asker.Tell(refused);
            return;
        }

        var pages = answers.ToDictionary(answer => answer.Key, answer => Read(answer.Value));
        var merged = pages
            .SelectMany(page => page.Value.Items.Select((item, index) => (Queue: page.Key, Item: item, Index: index)))
            .OrderByDescending(entry => Time(entry.Item))
            .ThenBy(entry => entry.Queue, StringComparer.Ordinal)
            .ThenBy(entry => entry.Index)
            .Take(Limit)
            .ToList();
        var shown = merged.GroupBy(entry => entry.Queue).ToDictionary(group => group.Key, group => group.Count());
        var places = pages
            .Select(page => (Queue: page.Key, Shown: shown.GetValueOrDefault(page.Key), Page: page.Value))
            .Where(part => part.Shown < part.Page.Items.Count || part.Page.NextCursor is not null)
            .ToDictionary(part => part.Queue, part => PlaceAfter(part.Page, part.Shown, part.Queue), StringComparer.Ordinal);
        asker.Tell(Page([.. merged.Select(entry => entry.Item)], GatherCursor.Write(_names, places)));
    }

    protected abstract object Ask(string queue, string? place);

    protected abstract QueuePage Read(object answer);

    protected abstract DateTimeOffset Time(TItem item);

    protected abstract object Page(IReadOnlyList<TItem> items, string? cursor);

    // A queue of which everything was shown goes on where its own page ended; one of which nothing was shown, where this page began.
    private string? PlaceAfter(QueuePage page, int shown, string queue)
    {
        if (shown == page.Items.Count)
            return page.NextCursor;
        return shown > 0 ? PageCursor.Of(page.Places[shown - 1]) : _places!.GetValueOrDefault(queue);
    }

    protected sealed record QueuePage(IReadOnlyList<TItem> Items, IReadOnlyList<long> Places, string? NextCursor);
}

internal sealed class GatherJobs(IReadOnlyDictionary<string, IActorRef> queues, ListJobs request) : GatherPages<JobView>(queues, request.Cursor, request.Limit)
{
    protected override object Ask(string queue, string? place) => request with { Queue = queue, Cursor = place };

    protected override QueuePage Read(object answer) => answer is JobPage page ? new QueuePage(page.Items, page.Places, page.NextCursor) : new QueuePage([], [], null);

    protected override DateTimeOffset Time(JobView item) => item.UpdatedAt;

    protected override object Page(IReadOnlyList<JobView> items, string? cursor) => new JobPage(items, cursor);
}

internal sealed class GatherDeadLetters(IReadOnlyDictionary<string, IActorRef> queues, ListDeadLetters request)
    : GatherPages<DeadLetterView>(queues, request.Cursor, request.Limit)
{
    protected override object Ask(string queue, string? place) => request with { Queue = queue, Cursor = place };

    protected override QueuePage Read(object answer) => answer is DeadLetterPage page ? new QueuePage(page.Items, page.Places, page.NextCursor) : new QueuePage([], [], null);

    protected override DateTimeOffset Time(DeadLetterView item) => item.DiedAt;

    protected override object Page(IReadOnlyList<DeadLetterView> items, string? cursor) => new DeadLetterPage(items, cursor);
}
