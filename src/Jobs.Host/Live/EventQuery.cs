using Jobs.Events;
using Jobs.Host.Api;
using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Host.Live;

/// <summary>What a listener wants to hear, and behind which event.</summary>
/// <param name="Queue">Only this queue's; null: all.</param>
/// <param name="Type">Only of jobs of this type; null: everything.</param>
/// <param name="Names">Only events of these names; null: all.</param>
/// <param name="After">The id of the last event that it has seen; null: from now on.</param>
/// <param name="IsNamed">Each event is sent under its name; false: all under none, for a page that has one ear for all of them.</param>
/// <param name="Window">At most one event of each job comes within such a time; null: every event comes.</param>
internal sealed record EventQuery(string? Queue, string? Type, IReadOnlySet<string>? Names, string? After, bool IsNamed, TimeSpan? Window)
{
    private const string LastEventIdHeader = "Last-Event-ID";
    private const int NamesLengthMax = 1000;
    private const int WindowMin = 50;
    private const int WindowMax = 10_000;

    private static readonly string[] _known = ["queue", "type", "event", "coalesce", "named", "lastEventId"];

    public bool WantsTicks => Type is null && (Names is null || Names.Contains(EventNames.Tick));

    /// <summary>Null with the problem, if there is one.</summary>
    public static (EventQuery? Query, Problem? Problem) Read(HttpRequest request, JobsSettings settings)
    {
        var reader = new QueryReader(request, _known);
        var queue = reader.Queue();
        var type = reader.Text("type", JobBounds.TypeLengthMax);
        var names = reader.Words("event", NamesLengthMax, EventNames.Chosen);
        var window = reader.Whole("coalesce", 0, WindowMin, WindowMax);
        var isNamed = reader.Flag("named", absent: true);
        if (reader.Problem is { } problem)
            return (null, problem);
        if (queue is not null && !settings.Queues.ContainsKey(queue))
            return (null, new Problem(Refusal.Codes.UnknownQueue, $"There is no queue '{queue}'. Known: {string.Join(", ", settings.Queues.Keys.Order(StringComparer.Ordinal))}.", [new FieldError("queue", "no such queue")]));
        return (new EventQuery(queue, type, names, LastEventId(request), isNamed, window == 0 ? null : TimeSpan.FromMilliseconds(window)), null);
    }

    public bool Wants(HubEvent e) =>
        (Queue is null || e.Queue == Queue) && (Type is null || e.Fact?.Type == Type) && (Names is null || Names.Contains(e.Name));

    // A browser that comes back by itself repeats the address that it began with, and says in the header where it is now.
    private static string? LastEventId(HttpRequest request)
    {
        var said = request.Headers[LastEventIdHeader].ToString();
        if (said.Length == 0)
            said = request.Query["lastEventId"].ToString();
        return said.Length == 0 ? null : said;
    }
}
