using Jobs.Workers;

namespace Jobs;

/// <summary>Says what becomes of a type's failures: which exceptions are permanent, and when a job is retried. Runs in the worker, for what a handler throws; a timeout goes by the configured policy.</summary>
public sealed class FailureBuilder
{
    private readonly List<Type> _permanent = [];
    private Func<FailedAttempt, RetryDecision>? _retry;

    internal FailureBuilder()
    {
    }

    /// <summary>An attempt that fails by this exception, or by one derived from it, is not retried: the job goes to the dead letters at once.</summary>
    public FailureBuilder Permanent<TException>()
        where TException : Exception
    {
        _permanent.Add(typeof(TException));
        return this;
    }

    /// <summary>
    /// Decides when a failed job is retried. Should it throw, or answer a wait below 0 or above 365 days, the configured policy decides, and the log says so.
    /// </summary>
    public FailureBuilder Retry(Func<FailedAttempt, RetryDecision> policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _retry = policy;
        return this;
    }

    internal FailureRules Build() => new([.. _permanent], _retry);
}
