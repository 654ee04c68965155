using Akka.Actor;
using Akka.Configuration;

namespace Jobs.Hosting;

/// <summary>What Jobs needs of the ActorSystem that it lives in, as HOCON.</summary>
public static class JobsHocon
{
    /// <summary>Running jobs are drained while the requests that are under way come to their end.</summary>
    internal const string DrainPhase = CoordinatedShutdown.PhaseServiceRequestsDone;

    /// <summary>Beyond the drain time: for cancelled handlers to return and for their outcomes to be stored. The phase must not be cut off before.</summary>
    internal static readonly TimeSpan DrainGrace = TimeSpan.FromSeconds(10);

    /// <summary>
    /// <c>hocon/akka.conf</c> and the shutdown timeout that follows from the drain time. WithJobs adds it by itself; who creates the ActorSystem puts it beneath the
    /// own configuration: <c>ActorSystem.Create("shop", own.WithFallback(JobsHocon.For(settings)))</c>.
    /// </summary>
    public static Config For(JobsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var timeout = SettingText.Show(settings.DrainTimeout + DrainGrace);
        return ConfigurationFactory
            .ParseString($"akka.coordinated-shutdown.phases.{DrainPhase}.timeout = {timeout}")
            .WithFallback(ConfigurationFactory.FromResource("Jobs.akka.conf", typeof(JobsHocon).Assembly));
    }
}
