namespace Jobs.Host.Handlers;

/// <summary>Handlers that fail, block and crash on purpose, for tests of faults. Only with <c>jobs.host.fault-handlers = on</c>.</summary>
internal static class FaultHandlers
{
    private const int ErrorBytesMax = 64 * 1024 * 1024;
    private const int StepsMax = 10_000;

    private static readonly TimeSpan _progressStep = TimeSpan.FromMilliseconds(100);

    public static JobHandlers AddFaults(this JobHandlers handlers, TimeProvider clock) => handlers
        .Handle<FlakyJob>("flaky", (job, context, _) => context.Attempt <= job.Failures
            ? throw new SimulatedFailureException($"attempt {context.Attempt} of {job.Failures} that fail")
            : Task.CompletedTask)
        .Handle<FailJob>("fail", (job, _, _) => throw Failure(job))
        .Handle<LedgerJob>("ledger", (job, context, _) => Ledger.RunAsync(job, context, clock))
        .Handle<ProgressJob>("progress", (job, context, cancel) => ProgressAsync(job, context, clock, cancel))
        .Handle<JobPayload>("never-return", (_, _, _) => new TaskCompletionSource().Task)
        .Handle<SleepJob>("block", (job, _, _) => Block(job))
        .Handle<ExitJob>("exit", (job, _, _) => Exit(job))
        .Handle<JobPayload>("fail-fast", (_, context, _) => FailFast(context))
        .Handle<HugeErrorJob>("huge-error", (job, _, _) => throw new SimulatedFailureException(new string('x', Bounded.Check("bytes", job.Bytes, 0, ErrorBytesMax))));

    private static Exception Failure(FailJob job)
    {
        var message = job.Message ?? "failed on purpose";
        return job.Permanent ? new PermanentJobException(message) : new SimulatedFailureException(message);
    }

    private static async Task ProgressAsync(ProgressJob job, JobContext context, TimeProvider clock, CancellationToken cancel)
    {
        var steps = Bounded.Check("steps", job.Steps, 1, StepsMax);
        for (var step = 1; step <= steps; step++)
        {
            await Task.Delay(_progressStep, clock, cancel);
            context.Progress(100.0 * step / steps, $"step {step} of {steps}");
        }
    }

    private static Task Block(SleepJob job)
    {
#pragma warning disable RS0030 // Blocking its thread is what this handler is for.
        Thread.Sleep(Bounded.Milliseconds(job.Ms));
#pragma warning restore RS0030
        return Task.CompletedTask;
    }

    private static Task Exit(ExitJob job)
    {
        Environment.Exit(job.Code);
        return Task.CompletedTask;
    }

    private static Task FailFast(JobContext context)
    {
        Environment.FailFast($"Job {context.JobId} asked for it.");
        return Task.CompletedTask;
    }
}

/// <param name="Failures">So many attempts fail, then one succeeds.</param>
internal sealed record FlakyJob(int Failures);

internal sealed record FailJob(string? Message = null, bool Permanent = false);

internal sealed record ProgressJob(int Steps);

internal sealed record ExitJob(int Code);

internal sealed record HugeErrorJob(int Bytes);
