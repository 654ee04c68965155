using Jobs.Events;

namespace Jobs.Actors.Tests.Events;

/// <summary>Listens until it hears of the end, leaving in the middle of what it is given and coming back as it likes. The events of each queue are numbered; it insists on every number.</summary>
internal sealed class RandomListener
{
    public const string End = "test.end";

    private readonly Dictionary<string, int> _last = [];
    private readonly EventHub _hub;
    private readonly Random _random;
    private EventListener _listener;
    private string _place;

    public RandomListener(EventHub hub, Random random)
    {
        _hub = hub;
        _random = random;
        _listener = hub.Listen();
        _place = _listener.Position;
        for (var n = 0; n < 10; n++)
            _last[$"q{n}"] = 0;
    }

    public int Resumed { get; private set; }

    public int Resets { get; private set; }

    public int Last(string queue) => _last[queue];

    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            var batch = await _listener.ReadAsync(cancel);
            if (batch.IsReset)
                Forget();
            if (batch.IsLost)
            {
                ComeBack();
                continue;
            }

            var taken = _random.Next(4) == 0 ? _random.Next(batch.Events.Length + 1) : batch.Events.Length;
            if (Take(batch.Events[..taken]))
                return;
            if (taken < batch.Events.Length || _random.Next(4) == 0)
                ComeBack();
        }
    }

    private bool Take(ReadOnlyMemory<HubEvent> events)
    {
        foreach (var e in events.Span)
        {
            _place = _listener.IdOf(e);
            if (e.Name == End)
                return true;
            var number = e.Fact!.Value.Attempt;
            if (_last.TryGetValue(e.Queue!, out var last))
                Assert.Equal(last + 1, number);
            _last[e.Queue!] = number;
        }

        return false;
    }

    // What it has not taken, it has not seen.
    private void ComeBack()
    {
        Resumed++;
        _listener.Dispose();
        _listener = _hub.Listen(_place);
    }

    private void Forget()
    {
        Resets++;
        _last.Clear();
        _place = _listener.Position;
    }
}
