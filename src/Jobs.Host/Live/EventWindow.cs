using Jobs.Events;
using Jobs.Host.Api;

namespace Jobs.Host.Live;

/// <summary>What happened within a moment, for listeners who cannot look at everything: of each job the newest event, of jobs the newest few, and how often each event came.</summary>
internal sealed class EventWindow(TimeProvider clock)
{
    /// <summary>Jobs that are shown of one window at most, those that moved last.</summary>
    public const int JobsMax = 100;

    private readonly Dictionary<(string? Queue, JobId Job), HubEvent> _newest = [];
    private readonly List<HubEvent> _others = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>What the last window was made of; null: it shows everything that happened.</summary>
    public ReadOnlyMemory<byte>? Summary { get; private set; }

    public void Begin()
    {
        _newest.Clear();
        _others.Clear();
        _counts.Clear();
        Summary = null;
    }

    public void Add(HubEvent e)
    {
        _counts[e.Name] = _counts.GetValueOrDefault(e.Name) + 1;
        if (e.Fact is { Job.IsEmpty: false } fact)
            _newest[(e.Queue, fact.Job)] = e;
        else
            _others.Add(e);
    }

    /// <summary>What is shown, in order.</summary>
    public HubEvent[] End()
    {
        var jobs = _newest.Values.OrderByDescending(e => e.Offset).Take(JobsMax);
        var shown = jobs.Concat(_others).OrderBy(e => e.Offset).ToArray();
        var happened = _counts.Values.Sum();
        if (happened > shown.Length)
            Summary = Write(happened, shown.Length);
        return shown;
    }

    private ReadOnlyMemory<byte> Write(int happened, int shown) => EventJson.Write(EventNames.Window, json =>
    {
        json.WriteTime("at"u8, clock.GetUtcNow());
        json.WriteNumber("events"u8, happened);
        json.WriteNumber("shown"u8, shown);
        json.WriteNumber("jobs"u8, _newest.Count);
        json.WriteStartObject("counts"u8);
        foreach (var (name, count) in _counts)
            json.WriteNumber(name, count);
        json.WriteEndObject();
    });
}
