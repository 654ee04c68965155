using Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobs.Workers;

/// <summary>What was registered for the failures of one type. See <see cref="FailureBuilder"/>.</summary>
internal sealed record FailureRules(IReadOnlyList<Type> Permanent, Func<FailedAttempt, RetryDecision>? Retry)
{
    public static FailureRules None { get; } = new([], null);

    public bool IsPermanent(Exception exception)
    {
        for (var i = 0; i < Permanent.Count; i++)
        {
            if (Permanent[i].IsInstanceOfType(exception))
                return true;
        }

        return false;
    }

    /// <summary>What the policy in code says. One that throws or answers nonsense has said nothing: it must not be the reason that a retry is lost.</summary>
    public RetryDecision Decide(Exception exception, string queue, JobStart start, ILogger log)
    {
        if (Retry is null)
            return RetryDecision.ByPolicy;
        try
        {
            var decision = Retry(new FailedAttempt(exception, start.Key.Job, queue, start.Type, start.Attempt, start.MaxAttempts));
            if (decision.Delay is not { } delay || (delay >= TimeSpan.Zero && delay <= RetryPolicy.DelayMaxBound))
                return decision;
            WorkerLog.RetryPolicyNonsense(log, queue, start.Key.Job, start.Type, delay, RetryPolicy.DelayMaxBound);
        }
        catch (Exception e)
        {
            WorkerLog.RetryPolicyFailed(log, ReadableException.Of(e), queue, start.Key.Job, start.Type);
        }

        return RetryDecision.ByPolicy;
    }
}
