using System.Collections.Frozen;
using Akka.Actor;
using Jobs.Core;
using Jobs.Events;
using Jobs.Hosting;
using Jobs.Index;
using Jobs.Journal;
using Jobs.Operations;
using Jobs.Queues;
using Jobs.Telemetry;
using Jobs.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobs;

/// <summary>The job system of one process, on any ActorSystem.</summary>
public sealed class JobsSystem
{
    /// <summary>Name of the entry actor: <c>/user/jobs</c>.</summary>
    public const string ActorName = "jobs";

    private JobsSystem(IActorRef queues, IJobClient client, JobsTelemetry telemetry)
    {
        Queues = queues;
        Client = client;
        Telemetry = telemetry;
    }

    /// <summary>The <see cref="JobQueues"/> actor, to which every request of <see cref="Jobs.Messages"/> may be sent.</summary>
    public IActorRef Queues { get; }

    public IJobClient Client { get; }

    internal JobsTelemetry Telemetry { get; }

    /// <summary>
    /// Starts the queues of <paramref name="settings"/> on <paramref name="system"/>, whose configuration says where the journal is. When the system shuts down in order, running
    /// handlers get the drain time.
    /// </summary>
    /// <param name="services">Where handlers come from, a scope per attempt; null: only handlers without dependencies.</param>
    /// <exception cref="JobsSettingsException">Settings are out of their bounds; the message lists every problem.</exception>
    public static JobsSystem Start(ActorSystem system, JobsSettings settings, JobHandlers handlers, IServiceProvider? services = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(handlers);
        JobsSettingsRules.ThrowIfInvalid(settings);

        var logs = loggers ?? NullLoggerFactory.Instance;
        var provider = services ?? new ServiceCollection().BuildServiceProvider();
        SerializerBindings.AddTo((ExtendedActorSystem)system);

        var incarnation = Guid.CreateVersion7();
        var types = TypePolicies(settings.Types, handlers);
        var index = settings.Index is null ? null : system.ActorOf(JobIndex.Props(IndexDatabases.Of(settings.Index), logs), $"jobs-index-{incarnation:N}");
        var telemetry = JobsTelemetry.Start(system, settings, provider, logs, incarnation);
        var observers = new CommitObservers([.. settings.Observers, telemetry.Meter], logs.CreateLogger<CommitObservers>());
        var payloads = new PayloadMemory(settings.PayloadMemoryBytes);
        var memory = settings.ReturnsMemory ? system.ActorOf(MemoryReturn.Props(MemoryReturn.CollectAll, MemoryReturn.Taken), $"jobs-memory-{incarnation:N}") : null;
        var partitions = settings.Queues.Select(queue => new PartitionContext(
            new QueuePolicy(queue.Key, queue.Value with { TypeLimits = TypeSettings.Limits(settings.Types, queue.Value) }, settings.CrashLimit, settings.PayloadBytesMax) { Types = types }, Partition: 0, incarnation, settings.HostName, handlers, new Random())
        {
            Index = index,
            Payloads = payloads,
            Observers = observers,
            MemoryReturn = memory,
            Gauge = telemetry.GaugeOf(queue.Key),
            // Nothing goes behind a checkpoint that a power failure could take back.
            JournalKeep = settings.Index is { IsPowerSafe: false } ? TimeSpan.MaxValue : settings.JournalKeep,
        }).ToList();
        var queues = system.ActorOf(
            JobQueues.Props(
                partitions,
                settings.Pools,
                (partition, gate) => QueuePartition.Props(
                    partition, WorkerRouter.Props(partition.Queue, partition.WorkersMax, partition.Policy.Settings, handlers, provider, logs, partition.WorkerId), gate, logs),
                all => OperationsDesk.Props(all, [.. settings.Observers.OfType<EventHub>()], logs)),
            ActorName);

        index?.Tell(new StopIndexAfter(queues));
        telemetry.StopAfter(queues);
        DrainAtShutdown(system, queues, settings.DrainTimeout);
        return new JobsSystem(queues, new JobClient(queues, handlers), telemetry);
    }

    /// <summary>What is said of a type holds for its aliases, unless something is said of those.</summary>
    private static FrozenDictionary<string, TypeSettings> TypePolicies(IReadOnlyDictionary<string, TypeSettings> types, JobHandlers handlers)
    {
        var policies = new Dictionary<string, TypeSettings>(types, StringComparer.Ordinal);
        foreach (var (type, settings) in types)
        {
            foreach (var alias in handlers.NamesOf(type))
                policies.TryAdd(alias, settings);
        }

        return policies.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void DrainAtShutdown(ActorSystem system, IActorRef queues, TimeSpan drainTimeout) =>
        CoordinatedShutdown.Get(system).AddTask(JobsHocon.DrainPhase, "drain-jobs", async () =>
        {
            await ShutdownDrain.RunAsync(system, queues, drainTimeout).ConfigureAwait(false);
            return Akka.Done.Instance;
        });
}
