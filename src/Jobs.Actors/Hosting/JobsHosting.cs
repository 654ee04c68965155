using Akka.Hosting;
using Jobs.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Jobs.Hosting;

/// <summary>Jobs in a program that hosts its ActorSystem with Akka.Hosting.</summary>
public static class JobsHosting
{
    /// <summary>
    /// Starts Jobs in this ActorSystem. Give it a persistence plugin that lasts, for instance <c>WithSqlPersistence</c>. Actors reach the queues through
    /// <c>IRequiredActor&lt;JobQueues&gt;</c>; services through <see cref="IJobClient"/>, once <see cref="AddJobClient"/> was called.
    /// </summary>
    /// <exception cref="JobsSettingsException">Something is wrong; its message lists all of it.</exception>
    public static AkkaConfigurationBuilder WithJobs(this AkkaConfigurationBuilder akka, Action<JobsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var jobs = new JobsBuilder();
        configure(jobs);
        return akka.WithJobs(jobs.Build(), jobs.Handlers);
    }

    /// <summary>Starts Jobs with settings that were read from a file or made elsewhere.</summary>
    /// <exception cref="JobsSettingsException">Something is wrong; its message lists all of it.</exception>
    public static AkkaConfigurationBuilder WithJobs(this AkkaConfigurationBuilder akka, JobsSettings settings, JobHandlers handlers)
    {
        JobsSettingsRules.ThrowIfInvalid(settings);
        return akka
            .AddHocon(JobsHocon.For(settings), HoconAddMode.Append)
            .WithActors((system, registry, resolver) =>
            {
                var jobs = JobsSystem.Start(system, settings, handlers, resolver.GetService<IServiceProvider>(), resolver.GetService<ILoggerFactory>());
                registry.Register<JobQueues>(jobs.Queues);
                resolver.GetService<StartedJobs>()?.Set(jobs);
            });
    }

    /// <summary>
    /// Makes <see cref="IJobClient"/> injectable. Akka.Hosting configures the ActorSystem when the container is complete already, so WithJobs cannot register it.
    /// A call that comes before the ActorSystem has started waits for it.
    /// </summary>
    public static IServiceCollection AddJobClient(this IServiceCollection services)
    {
        services.TryAddSingleton<StartedJobs>();
        services.TryAddSingleton<IJobClient, HostedJobClient>();
        return services;
    }
}
