using Jobs.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jobs.Workers;

/// <summary>What all attempts of one queue share.</summary>
internal sealed class Workplace(
    string queue, int workers, QueueSettings settings, JobHandlers handlers, IServiceProvider services, ILoggerFactory loggers, Func<int, string>? workerId)
{
    private readonly IServiceScopeFactory? _scopes = services.GetService<IServiceScopeFactory>();

    public string Queue { get; } = queue;

    /// <summary>The exceptions that the queue calls permanent.</summary>
    public PermanentTypes Permanent { get; } = new(settings.PermanentExceptions);

    /// <summary>Where attempts run; null: on the shared thread pool.</summary>
    public BlockingThreads? Threads { get; } = settings.Blocking ? new BlockingThreads(queue, BlockingThreads.MaxFor(workers)) : null;

    public JobHandlers Handlers { get; } = handlers;

    public IServiceProvider Services { get; } = services;

    /// <summary>For what the workers say.</summary>
    public ILogger Log { get; } = loggers.CreateLogger("Jobs.Workers");

    /// <summary>For what the handlers say.</summary>
    public ILogger HandlerLog { get; } = loggers.CreateLogger("Jobs.Handlers");

    /// <summary>The id of the worker at this place, as jobs and readers have it.</summary>
    public string WorkerId(int place) => workerId?.Invoke(place) ?? $"{Queue}/{place}";

    /// <summary>Null when the services know no scopes; then they serve every attempt themselves.</summary>
    public AsyncServiceScope? CreateScope() => _scopes?.CreateAsyncScope();
}
