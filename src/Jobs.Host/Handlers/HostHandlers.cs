using Jobs.Hosting;

namespace Jobs.Host.Handlers;

/// <summary>What the host registers, as its configuration says.</summary>
internal static class HostHandlers
{
    public static JobHandlers Add(JobHandlers handlers, HostSettings settings, TimeProvider clock)
    {
        if (settings.SampleHandlers)
            handlers.AddSamples(clock);
        if (settings.FaultHandlers)
            handlers.AddFaults(clock);
        return handlers;
    }
}
