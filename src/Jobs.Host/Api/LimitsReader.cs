using System.Text.Json;
using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Reads what is to be changed about a queue. A field that is not there stays; null clears.</summary>
internal static class LimitsReader
{
    private static readonly FieldNames _fields = new(["concurrency", "rateLimit"]);
    private static readonly FieldNames _rate = new(["max", "windowMs"]);

    public static Problem? Read(ReadOnlySpan<byte> bytes, string queue, out ChangeQueue change)
    {
        change = new ChangeQueue(queue);
        var reader = new FieldReader(bytes);
        try
        {
            if (bytes.IsEmpty || !reader.StartRoot())
                return Problem.Invalid("Expected a JSON object: {\"concurrency\":…,\"rateLimit\":{\"max\":…,\"windowMs\":…}}; what is left out stays, null clears.");
            var seen = 0UL;
            while (reader.NextField(_fields, ref seen, out var field))
            {
                var name = _fields[field];
                change = name == "concurrency"
                    ? change with { Concurrency = new ChangeTo<int?>((int?)reader.Whole(name, 1, QueueSettings.ConcurrencyMax)) }
                    : change with { RateLimit = new ChangeTo<RateLimit?>(ReadRate(ref reader, name)) };
            }

            reader.EndRoot();
        }
        catch (JsonException malformed)
        {
            return Problem.Malformed(malformed);
        }

        if (reader.HasErrors)
            return Problem.Invalid(reader.TakeErrors());
        return change is { Concurrency: null, RateLimit: null } ? Problem.Invalid("There is nothing to change: give concurrency, rateLimit or both.") : null;
    }

    private static RateLimit? ReadRate(ref FieldReader reader, string name)
    {
        if (!reader.StartObject(name))
            return null;
        reader.Prefix = $"{name}.";
        int? max = null;
        TimeSpan? window = null;
        var seen = 0UL;
        while (reader.NextField(_rate, ref seen, out var field))
        {
            if (_rate[field] == "max")
                max = (int?)reader.Whole("max", 1, RateLimit.StartsMax);
            else
                window = reader.Duration("windowMs", RateLimit.WindowMin, RateLimit.WindowMax);
        }

        if (max is null && !reader.HasErrorAt("max"))
            reader.Refuse("max", "missing");
        if (window is null && !reader.HasErrorAt("windowMs"))
            reader.Refuse("windowMs", "missing");
        reader.Prefix = "";
        return max is { } starts && window is { } length ? new RateLimit(starts, length) : null;
    }
}
