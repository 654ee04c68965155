using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>Somebody changes what the queue as a whole may run and start. It holds from the next claim on, outlives restarts, and wins over the settings until it is reset.</summary>
internal static class LiveLimits
{
    public static Decision Change(QueueState state, ChangeQueue command, DateTimeOffset now)
    {
        if ((Admission.CheckCause(command.By, command.TraceParent) ?? Check(command)) is { } refusal)
            return refusal;
        var limits = state.Limits;
        var concurrency = command.Concurrency is { } given ? given.Value : limits.LiveConcurrency;
        var rate = command.RateLimit is { } wanted ? new LiveRate(wanted.Value) : limits.LiveRate;
        return concurrency == limits.LiveConcurrency && rate == limits.LiveRate
            ? Decision.Nothing
            : new LimitsChanged(concurrency, rate, new Cause(command.By, command.TraceParent), now);
    }

    public static Decision Reset(QueueState state, ResetQueue command, DateTimeOffset now)
    {
        if (Admission.CheckCause(command.By, command.TraceParent) is { } refusal)
            return refusal;
        return state.Limits.IsLive ? new LimitsReset(new Cause(command.By, command.TraceParent), now) : Decision.Nothing;
    }

    private static Refusal? Check(ChangeQueue command)
    {
        if (command.Concurrency?.Value is { } concurrency && !SettingKinds.Concurrency.Allows(concurrency))
            return Refusals.Invalid("concurrency", $"expected {SettingKinds.Concurrency.Expected}, got {concurrency}");
        if (command.RateLimit?.Value is not { } rate)
            return null;
        if (!SettingKinds.RateMax.Allows(rate.Max))
            return Refusals.Invalid("rateLimit.max", $"expected {SettingKinds.RateMax.Expected}, got {rate.Max}");
        return SettingKinds.RateWindow.Allows(rate.Window)
            ? null
            : Refusals.Invalid("rateLimit.windowMs", $"expected {RateLimit.WindowMin.TotalMilliseconds:0}..{RateLimit.WindowMax.TotalMilliseconds:0}, got {rate.Window.TotalMilliseconds:0}");
    }
}
