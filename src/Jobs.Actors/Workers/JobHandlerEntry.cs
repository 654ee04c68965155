namespace Jobs.Workers;

/// <summary>What runs the jobs of one type.</summary>
/// <param name="Type">The wire name that it was registered under.</param>
/// <param name="JobType">What the payload is read as.</param>
internal abstract record JobHandlerEntry(string Type, Type JobType)
{
    /// <summary>Whether <see cref="InvokeAsync"/> takes anything from its services; without it no scope is made.</summary>
    public abstract bool NeedsScope { get; }

    /// <summary>What was registered for its failures.</summary>
    public FailureRules Failures { get; init; } = FailureRules.None;

    /// <summary>Runs one attempt. Ends with the result to store, null when there is none, or by an exception.</summary>
    public abstract ValueTask<JobPayload?> InvokeAsync(IServiceProvider scope, JobContext context, CancellationToken cancel);

    protected async ValueTask<JobPayload?> WithoutResultAsync(Task? handling)
    {
        await Started(handling);
        return null;
    }

    protected async ValueTask<JobPayload?> WithResultAsync<TResult>(Task<TResult>? handling) => TypedPayload.WriteResult(await Started(handling));

    private TTask Started<TTask>(TTask? handling)
        where TTask : Task => handling ?? throw new InvalidOperationException($"The handler of {Type} returned null instead of a task.");
}
