namespace Jobs.Workers;

/// <summary>What becomes of an attempt that failed by an exception of its handler: no retry, when queue or handler call it permanent, else what the handler's retry policy says, else what is configured.</summary>
internal static class Verdict
{
    public static Outcome Of(Outcome.Failed failed, Exception exception, FailureRules rules, JobStart start, Workplace workplace)
    {
        var thrown = JobErrors.Unwrap(exception);
        if (workplace.Permanent.Contains(thrown) || rules.IsPermanent(thrown))
            return new Outcome.Rejected(failed.Error);
        var decision = rules.Decide(thrown, workplace.Queue, start, workplace.Log);
        if (decision.IsNever)
            return new Outcome.Rejected(failed.Error);
        return decision.Delay is null ? failed : failed with { RetryAfter = decision.Delay };
    }
}
