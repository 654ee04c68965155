using System.Collections.Immutable;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system)
    {
        var config = system.Settings.Config.GetConfig("akka.coordinated-shutdown")
            ?? throw new ConfigurationException("akka.coordinated-shutdown config cannot be empty");
        var shutdown = new CoordinatedShutdown(system, ShutdownPhase.FromConfig(config));
        if (config.GetBoolean("run-by-clr-shutdown-hook"))
            shutdown.RunOnProcessExit();
        return shutdown;
    }
}

/// <summary>
/// Ends a system in phases: tasks of one phase run at the same time, phases one after another as their <c>depends-on</c> says, each within its timeout
/// <c>akka.coordinated-shutdown.phases.NAME.timeout</c>. It runs once; the last phase stops all actors.
/// </summary>
public sealed class CoordinatedShutdown : IExtension
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";
    public const string PhaseClusterLeave = "cluster-leave";
    public const string PhaseClusterExiting = "cluster-exiting";
    public const string PhaseClusterExitingDone = "cluster-exiting-done";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly ILoggingAdapter _log;
    private readonly ImmutableArray<ShutdownPhase> _phases;
    private readonly TaskCompletionSource<Done> _run = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, ImmutableList<(string Name, Func<Task<Done>> Run)>> _tasks = ImmutableDictionary<string, ImmutableList<(string, Func<Task<Done>>)>>.Empty;
    private Reason? _reason;

    internal CoordinatedShutdown(ExtendedActorSystem system, ImmutableArray<ShutdownPhase> phases)
    {
        System = system;
        _phases = phases;
        _log = Logging.GetLogger(system, GetType());
        if (system.Settings.CoordinatedShutdownTerminateActorSystem)
            AddTask(PhaseActorSystemTerminate, "terminate-system", TerminateSystem);
    }

    public ExtendedActorSystem System { get; }

    /// <summary>Why it runs, null while it does not.</summary>
    public Reason? ShutdownReason => Volatile.Read(ref _reason);

    public TimeSpan TotalTimeout => _phases.Where(phase => _tasks.ContainsKey(phase.Name)).Aggregate(TimeSpan.Zero, (total, phase) => total + phase.Timeout);

    public static CoordinatedShutdown Get(ActorSystem sys) => sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        if (!_phases.Any(known => known.Name == phase))
            throw new ConfigurationException($"Unknown phase [{phase}], known phases [{string.Join(",", _phases.Select(known => known.Name))}]. All phases (along with their optional dependencies) must be defined in configuration.");
        lock (_gate)
            _tasks = _tasks.SetItem(phase, _tasks.GetValueOrDefault(phase, []).Add((taskName, task)));
    }

    public TimeSpan Timeout(string phase) => _phases.FirstOrDefault(known => known.Name == phase)?.Timeout
        ?? throw new ArgumentException($"Unknown phase [{phase}]. All phases must be defined in configuration.");

    /// <summary>Runs all phases, or those from one on. Called again, it returns the run under way.</summary>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
            _ = Task.Run(() => RunPhases(fromPhase));
        return _run.Task;
    }

    internal void RunOnProcessExit()
    {
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        System.RegisterOnTermination(() => AppDomain.CurrentDomain.ProcessExit -= OnExit);

        void OnExit(object? sender, EventArgs arguments)
        {
            try
            {
                Run(ClrExitReason.Instance).WaitAsync(TotalTimeout).GetAwaiter().GetResult();
            }
            catch (Exception failure)
            {
                _log.Warning("CoordinatedShutdown from CLR shutdown failed: {0}", failure.Message);
            }
        }
    }

    private async Task RunPhases(string? fromPhase)
    {
        try
        {
            foreach (var phase in _phases.SkipWhile(phase => fromPhase is not null && phase.Name != fromPhase))
                await RunPhase(phase).ConfigureAwait(false);
            _run.TrySetResult(Done.Instance);
        }
        catch (Exception failure)
        {
            _run.TrySetException(failure);
        }
    }

    private async Task RunPhase(ShutdownPhase phase)
    {
        var tasks = _tasks.GetValueOrDefault(phase.Name, []);
        if (tasks.Count == 0)
            return;
        _log.Debug("Performing phase [{0}] with [{1}] tasks", phase.Name, tasks.Count);
        try
        {
            await Task.WhenAll(tasks.Select(task => RunTask(phase, task.Name, task.Run))).WaitAsync(phase.Timeout).ConfigureAwait(false);
        }
        catch (TimeoutException) when (phase.Recover)
        {
            _log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", phase.Name, phase.Timeout);
        }
    }

    private async Task RunTask(ShutdownPhase phase, string name, Func<Task<Done>> run)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (Exception failure) when (phase.Recover)
        {
            _log.Warning("Task [{0}] failed in phase [{1}]: {2}", name, phase.Name, failure.Message);
        }
    }

    private async Task<Done> TerminateSystem()
    {
        await ((ActorSystemImpl)System).FinalTerminate().ConfigureAwait(false);
        return Done.Instance;
    }

    /// <summary>Why a system is shut down.</summary>
    public class Reason
    {
        protected Reason()
        {
        }
    }

    public class UnknownReason : Reason
    {
        public static readonly Reason Instance = new UnknownReason();

        private UnknownReason()
        {
        }
    }

    public class ActorSystemTerminateReason : Reason
    {
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason()
        {
        }
    }

    public class ClrExitReason : Reason
    {
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason()
        {
        }
    }
}
