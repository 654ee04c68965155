using System.Diagnostics.CodeAnalysis;
using Jobs.Events;

namespace Jobs.Hosting;

/// <summary>Says in code what a job system is started with: its queues and the handlers of its jobs.</summary>
public sealed class JobsBuilder
{
    private readonly Dictionary<string, Action<QueueBuilder>> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<PoolBuilder>> _pools = new(StringComparer.Ordinal);
    private Action<QueueBuilder> _defaults = _ => { };
    private JobsSettings _settings = new() { Queues = new Dictionary<string, QueueSettings>(StringComparer.Ordinal) };

    internal JobsBuilder()
    {
    }

    internal JobHandlers Handlers { get; } = new();

    /// <summary>What every queue has that does not say otherwise, wherever it is named.</summary>
    public JobsBuilder Defaults(Action<QueueBuilder> configure)
    {
        _defaults += configure;
        return this;
    }

    /// <summary>A queue. Named again, it is configured further.</summary>
    public JobsBuilder Queue(string name, Action<QueueBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        configure ??= _ => { };
        _queues[name] = _queues.TryGetValue(name, out var before) ? before + configure : configure;
        return this;
    }

    /// <summary>Workers that several queues share. Named again, it is configured further.</summary>
    public JobsBuilder Pool(string name, Action<PoolBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        _pools[name] = _pools.TryGetValue(name, out var before) ? before + configure : configure;
        return this;
    }

    /// <summary>What holds for jobs of one type, in whatever queue they are. Named again, it is said further.</summary>
    public JobsBuilder Type(string name, Action<TypeBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        var type = new TypeBuilder(_settings.Types.GetValueOrDefault(name) ?? new TypeSettings());
        configure(type);
        _settings = _settings with { Types = new Dictionary<string, TypeSettings>(_settings.Types, StringComparer.Ordinal) { [name] = type.Settings } };
        return this;
    }

    /// <inheritdoc cref="JobHandlers.OnFailure(string, Action{FailureBuilder})"/>
    public JobsBuilder OnFailure(string type, Action<FailureBuilder> configure)
    {
        Handlers.OnFailure(type, configure);
        return this;
    }

    /// <inheritdoc cref="JobHandlers.Handle{TJob, THandler}(string, string[])"/>
    public JobsBuilder Handle<TJob, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(string type, params string[] aliases)
        where THandler : class
    {
        Handlers.Handle<TJob, THandler>(type, aliases);
        return this;
    }

    /// <inheritdoc cref="JobHandlers.Handle{TJob}(string, Func{TJob, JobContext, CancellationToken, Task}, string[])"/>
    public JobsBuilder Handle<TJob>(string type, Func<TJob, JobContext, CancellationToken, Task> handler, params string[] aliases)
    {
        Handlers.Handle(type, handler, aliases);
        return this;
    }

    /// <inheritdoc cref="JobsSettings.DrainTimeout"/>
    public JobsBuilder DrainTimeout(TimeSpan timeout)
    {
        _settings = _settings with { DrainTimeout = timeout };
        return this;
    }

    /// <inheritdoc cref="JobsSettings.Index"/>
    public JobsBuilder Index(IndexSettings index)
    {
        ArgumentNullException.ThrowIfNull(index);
        _settings = _settings with { Index = index };
        return this;
    }

    /// <summary>Somebody who is told what the queues make public, besides those named before.</summary>
    public JobsBuilder Observe(ICommitObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        _settings = _settings with { Observers = [.. _settings.Observers, observer] };
        return this;
    }

    /// <inheritdoc cref="JobsSettings.CrashLimit"/>
    public JobsBuilder CrashLimit(int crashes)
    {
        _settings = _settings with { CrashLimit = crashes };
        return this;
    }

    /// <inheritdoc cref="JobsSettings.JournalKeep"/>
    public JobsBuilder JournalKeep(TimeSpan age)
    {
        _settings = _settings with { JournalKeep = age };
        return this;
    }

    /// <inheritdoc cref="JobsSettings.PayloadMemoryBytes"/>
    public JobsBuilder PayloadMemoryBytes(int bytes)
    {
        _settings = _settings with { PayloadMemoryBytes = bytes };
        return this;
    }

    /// <inheritdoc cref="JobsSettings.PayloadBytesMax"/>
    public JobsBuilder PayloadBytesMax(int bytes)
    {
        _settings = _settings with { PayloadBytesMax = bytes };
        return this;
    }

    internal JobsSettings Build()
    {
        var defaults = Configure(new QueueSettings(), _defaults);
        var pools = _pools.ToDictionary(pool => pool.Key, pool => Configure(pool.Value), StringComparer.Ordinal);
        return _settings with
        {
            Queues = _queues.ToDictionary(queue => queue.Key, queue => Configure(PoolRules.DefaultsIn(pools, queue.Key, defaults), queue.Value), StringComparer.Ordinal),
            Pools = pools,
        };
    }

    private static PoolSettings Configure(Action<PoolBuilder> configure)
    {
        var pool = new PoolBuilder();
        configure(pool);
        return pool.Settings;
    }

    private static QueueSettings Configure(QueueSettings from, Action<QueueBuilder> configure)
    {
        var queue = new QueueBuilder(from);
        configure(queue);
        return queue.Settings;
    }
}
