using System.Collections.Immutable;

namespace Jobs.Alerts;

/// <summary>How many jobs died within a sliding window, from how many ever died: a few dozen samples, however many they are. A death counts for up to a sixtieth of the window longer.</summary>
internal sealed record DeathWindow
{
    public const int Grains = 60;

    private readonly ImmutableList<(DateTimeOffset Until, long Deaths)> _samples = [];

    private DeathWindow()
    {
    }

    private DeathWindow(ImmutableList<(DateTimeOffset Until, long Deaths)> samples) => _samples = samples;

    public static DeathWindow Unknown { get; } = new();

    /// <summary>Those within the window.</summary>
    public long Count => _samples.IsEmpty ? 0 : _samples[^1].Deaths - _samples[0].Deaths;

    /// <summary>When some of them will be too old; null: there are none.</summary>
    public DateTimeOffset? ShrinksAt => _samples.Count < 2 ? null : _samples[1].Until;

    /// <param name="deaths">Ever.</param>
    public DeathWindow Move(long deaths, TimeSpan window, DateTimeOffset now)
    {
        if (_samples.IsEmpty)
            return new DeathWindow([(DateTimeOffset.MinValue, deaths)]);
        var samples = _samples;
        if (deaths > samples[^1].Deaths)
        {
            var grain = window.Ticks / Grains;
            var until = new DateTimeOffset(((now.UtcTicks / grain) + 1) * grain, TimeSpan.Zero) + window;
            samples = samples.Count > 1 && samples[^1].Until == until ? samples.SetItem(samples.Count - 1, (until, deaths)) : samples.Add((until, deaths));
        }

        while (samples.Count > 1 && samples[1].Until <= now)
            samples = samples.RemoveAt(0);
        return ReferenceEquals(samples, _samples) ? this : new DeathWindow(samples);
    }
}
