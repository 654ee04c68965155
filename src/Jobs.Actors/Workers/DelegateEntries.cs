namespace Jobs.Workers;

/// <summary>A handler that is a function.</summary>
internal sealed record DelegateEntry<TJob>(string Type, Func<TJob, JobContext, CancellationToken, Task> Handle) : JobHandlerEntry(Type, typeof(TJob))
{
    public override bool NeedsScope => false;

    public override ValueTask<JobPayload?> InvokeAsync(IServiceProvider scope, JobContext context, CancellationToken cancel) =>
        WithoutResultAsync(Handle(TypedPayload.Read<TJob>(context.Payload), context, cancel));
}

/// <summary>A handler that is a function with a result.</summary>
internal sealed record DelegateEntry<TJob, TResult>(string Type, Func<TJob, JobContext, CancellationToken, Task<TResult>> Handle)
    : JobHandlerEntry(Type, typeof(TJob))
{
    public override bool NeedsScope => false;

    public override ValueTask<JobPayload?> InvokeAsync(IServiceProvider scope, JobContext context, CancellationToken cancel) =>
        WithResultAsync(Handle(TypedPayload.Read<TJob>(context.Payload), context, cancel));
}
