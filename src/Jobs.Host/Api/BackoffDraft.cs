namespace Jobs.Host.Api;

/// <summary>A job's own backoff; what it leaves out is as its queue has it.</summary>
internal sealed class BackoffDraft
{
    private const int DelaysMax = 100;
    private const double FactorMax = 100;

    private static readonly FieldNames _fields = new(["kind", "delayMs", "delaysMs", "factor", "maxDelayMs", "jitter"]);
    private static readonly TimeSpan _delayMin = TimeSpan.FromMilliseconds(1);

    private RetryKind? _kind;
    private TimeSpan? _delay;
    private List<TimeSpan>? _delays;
    private double? _factor;
    private TimeSpan? _maxDelay;
    private double? _jitter;

    /// <summary>The reader stands on the object.</summary>
    public static BackoffDraft Read(ref FieldReader reader)
    {
        var draft = new BackoffDraft();
        var prefix = reader.Prefix;
        reader.Prefix = prefix + "backoff.";
        var seen = 0UL;
        while (reader.NextField(_fields, ref seen, out var field))
        {
            var name = _fields[field];
            switch (name)
            {
                case "kind":
                    draft._kind = ReadKind(ref reader, name);
                    break;
                case "delayMs":
                    draft._delay = reader.Duration(name, _delayMin, RetryPolicy.DelayMaxBound);
                    break;
                case "delaysMs":
                    draft._delays = ReadDelays(ref reader, name);
                    break;
                case "factor":
                    draft._factor = reader.Number(name, 1, FactorMax);
                    break;
                case "maxDelayMs":
                    draft._maxDelay = reader.Duration(name, _delayMin, RetryPolicy.DelayMaxBound);
                    break;
                default:
                    draft._jitter = reader.Number(name, 0, 1);
                    break;
            }
        }

        reader.Prefix = prefix;
        return draft;
    }

    public RetryPolicy Build(ref FieldReader reader, RetryPolicy queue)
    {
        var kind = _kind ?? (_delays is null ? queue.Kind : RetryKind.List);
        var delay = _delay ?? queue.Delay;
        if (kind == RetryKind.List && _delays is null && queue.Delays.Count == 0)
            reader.Refuse("backoff.delaysMs", "missing: kind 'list' needs its waits");
        if (kind != RetryKind.List && _delays is not null)
            reader.Refuse("backoff.delaysMs", "only with kind 'list'");
        if (_maxDelay < delay)
            reader.Refuse("backoff.maxDelayMs", "less than the delay");
        return queue with
        {
            Kind = kind,
            Delay = delay,
            Delays = _delays ?? queue.Delays,
            Factor = _factor ?? queue.Factor,
            Jitter = _jitter ?? queue.Jitter,
            JitterTime = _jitter is null ? queue.JitterTime : null,
            MaxDelay = _maxDelay ?? (delay > queue.MaxDelay ? delay : queue.MaxDelay),
        };
    }

    private static RetryKind? ReadKind(ref FieldReader reader, string field)
    {
        var text = reader.String(field, JobBounds.TypeLengthMax);
        switch (text)
        {
            case null:
                return null;
            case "fixed":
                return RetryKind.Fixed;
            case "linear":
                return RetryKind.Linear;
            case "exponential":
                return RetryKind.Exponential;
            case "list":
                return RetryKind.List;
            default:
                reader.Refuse(field, $"expected fixed, linear, exponential or list{Suggestion.For(text, ["fixed", "linear", "exponential", "list"])}");
                return null;
        }
    }

    private static List<TimeSpan>? ReadDelays(ref FieldReader reader, string field)
    {
        if (!reader.StartArray(field))
            return null;
        var delays = new List<TimeSpan>();
        while (reader.NextElement())
        {
            if (reader.Duration(field, TimeSpan.Zero, RetryPolicy.DelayMaxBound) is { } delay && delays.Count <= DelaysMax)
                delays.Add(delay);
        }

        if (delays.Count is 0 or > DelaysMax)
            reader.Refuse(field, $"expected 1 to {DelaysMax} waits");
        return delays;
    }
}
