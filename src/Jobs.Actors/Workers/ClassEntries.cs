using Jobs.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Jobs.Workers;

/// <summary>A handler that is a class: taken from the attempt's scope if it is registered there, else made with its constructor's services and disposed after the attempt.</summary>
internal abstract record ClassEntry<TJob, THandler>(string Type) : JobHandlerEntry(Type, typeof(TJob))
    where THandler : class
{
    private static readonly bool IsDisposable =
        typeof(IDisposable).IsAssignableFrom(typeof(THandler)) || typeof(IAsyncDisposable).IsAssignableFrom(typeof(THandler));

    // Made at the first use: a class that only the container can make has no constructor for it.
    private ObjectFactory<THandler>? _factory;

    public override bool NeedsScope => true;

    public override ValueTask<JobPayload?> InvokeAsync(IServiceProvider scope, JobContext context, CancellationToken cancel)
    {
        var job = TypedPayload.Read<TJob>(context.Payload);
        if (scope.GetService(typeof(THandler)) is THandler registered)
            return HandleAsync(registered, job, context, cancel);
        _factory ??= ActivatorUtilities.CreateFactory<THandler>([]);
        var made = _factory(scope, null);
        return IsDisposable ? HandleAndDisposeAsync(made, job, context, cancel) : HandleAsync(made, job, context, cancel);
    }

    protected abstract ValueTask<JobPayload?> HandleAsync(THandler handler, TJob job, JobContext context, CancellationToken cancel);

    private async ValueTask<JobPayload?> HandleAndDisposeAsync(THandler handler, TJob job, JobContext context, CancellationToken cancel)
    {
        try
        {
            return await HandleAsync(handler, job, context, cancel);
        }
        finally
        {
            try
            {
                if (handler is IAsyncDisposable later)
                    await later.DisposeAsync();
                else
                    ((IDisposable)handler).Dispose();
            }
            catch (Exception e)
            {
                WorkerLog.DisposeFailed(context.Logger, ReadableException.Of(e), Type);
            }
        }
    }
}

internal sealed record PlainClassEntry<TJob, THandler>(string Type) : ClassEntry<TJob, THandler>(Type)
    where THandler : class
{
    protected override ValueTask<JobPayload?> HandleAsync(THandler handler, TJob job, JobContext context, CancellationToken cancel) =>
        WithoutResultAsync(((IJobHandler<TJob>)handler).HandleAsync(job, context, cancel));
}

internal sealed record ResultClassEntry<TJob, TResult, THandler>(string Type) : ClassEntry<TJob, THandler>(Type)
    where THandler : class
{
    protected override ValueTask<JobPayload?> HandleAsync(THandler handler, TJob job, JobContext context, CancellationToken cancel) =>
        WithResultAsync(((IJobHandler<TJob, TResult>)handler).HandleAsync(job, context, cancel));
}
