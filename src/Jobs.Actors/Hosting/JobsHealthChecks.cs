using Akka.Actor;
using Jobs.Alerts;
using Jobs.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Jobs.Hosting;

/// <summary>Health checks for programs that host Jobs themselves.</summary>
public static class JobsHealthChecks
{
    public const string LiveTag = "live";
    public const string ReadyTag = "ready";

    /// <summary>
    /// Adds <c>jobs-live</c>, tagged <see cref="LiveTag"/>: unhealthy when the ActorSystem has terminated; and <c>jobs-ready</c>, tagged <see cref="ReadyTag"/>: unhealthy while queues recover or when none serves, degraded
    /// when some are down or a critical alert is raised. For a program that starts Jobs with <c>WithJobs</c>.
    /// </summary>
    public static IHealthChecksBuilder AddJobs(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddJobClient();
        builder.Add(new HealthCheckRegistration("jobs-live", services => new LiveCheck(services.GetRequiredService<StartedJobs>()), HealthStatus.Unhealthy, [LiveTag]));
        return builder.Add(new HealthCheckRegistration("jobs-ready", services => new ReadyCheck(services.GetRequiredService<StartedJobs>()), HealthStatus.Unhealthy, [ReadyTag]));
    }

    private sealed class LiveCheck(StartedJobs started) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            started.Jobs is { Telemetry.IsOver: true } ? new HealthCheckResult(context.Registration.FailureStatus, "The ActorSystem has terminated.") : HealthCheckResult.Healthy());
    }

    private sealed class ReadyCheck(StartedJobs started) : IHealthCheck
    {
        /// <summary>Queues answer at once, whether they serve or not.</summary>
        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var unready = context.Registration.FailureStatus;
            if (started.Jobs is not { } jobs)
                return new HealthCheckResult(unready, "Jobs has not started yet.");
            if (await QueuesAsync(jobs, cancellationToken).ConfigureAwait(false) is not { } queues)
                return new HealthCheckResult(unready, "The queues do not answer.");
            var recovering = Named(queues, QueueHealth.Recovering);
            if (recovering.Length > 0)
                return new HealthCheckResult(unready, $"Recovering: {string.Join(", ", recovering)}");
            var down = Named(queues, QueueHealth.Down);
            if (down.Length == queues.Count)
                return new HealthCheckResult(unready, "No queue serves.");
            var critical = jobs.Telemetry.Gauges.Board.Raised.Where(alert => alert.Severity == AlertSeverity.Critical).Select(alert => alert.Message).ToList();
            if (down.Length > 0)
                return HealthCheckResult.Degraded($"Down: {string.Join(", ", down)}");
            return critical.Count > 0 ? HealthCheckResult.Degraded(string.Join(" ", critical)) : HealthCheckResult.Healthy();
        }

        private static string[] Named(IReadOnlyList<QueueView> queues, QueueHealth health) => [.. queues.Where(queue => queue.Health == health).Select(queue => queue.Name)];

        private static async Task<IReadOnlyList<QueueView>?> QueuesAsync(JobsSystem jobs, CancellationToken cancel)
        {
            try
            {
                return (await jobs.Queues.Ask<object>(ListQueues.Instance, _patience, cancel).ConfigureAwait(false) as QueueList)?.Queues;
            }
            catch (AskTimeoutException)
            {
                return null;
            }
        }
    }
}
