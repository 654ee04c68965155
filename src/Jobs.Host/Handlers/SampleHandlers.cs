namespace Jobs.Host.Handlers;

/// <summary>The sample handlers: enough life to try a job system with, and one real one, <c>http</c>.</summary>
internal static class SampleHandlers
{
    /// <summary>One failure in so many attempts.</summary>
    private const int EmailFailsIn = 5;
    private const int PdfFailsIn = 20;
    private const int WebhookFailsIn = 10;

    private static readonly TimeSpan _emailTakes = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _imageTakes = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _pdfTakes = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _inventoryTakes = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan _webhookTakes = TimeSpan.FromMilliseconds(200);

    public static JobHandlers AddSamples(this JobHandlers handlers, TimeProvider clock) => handlers
        .HandleWithResult<JobPayload, JobPayload>("echo", (payload, _, _) => Task.FromResult(payload))
        .Handle<JobPayload>("send-email", Simulate(clock, _emailTakes, EmailFailsIn, "SMTP 451: the mailbox is busy"))
        .Handle<JobPayload>("process-image", Simulate(clock, _imageTakes))
        .Handle<JobPayload>("generate-pdf", Simulate(clock, _pdfTakes, PdfFailsIn, "The renderer ran out of memory"))
        .Handle<JobPayload>("sync-inventory", Simulate(clock, _inventoryTakes))
        .Handle<JobPayload>("deliver-webhook", Simulate(clock, _webhookTakes, WebhookFailsIn, "HTTP 503 from the receiver"))
        .Handle<SleepJob>("sleep", (job, _, cancel) => Task.Delay(TimeSpan.FromMilliseconds(Bounded.Milliseconds(job.Ms)), clock, cancel))
        .HandleWithResult<HttpJob, HttpJobResult, HttpHandler>("http");

    /// <summary>Takes its time and fails now and then. Which attempts fail depends on the job's id alone, so that a run can be repeated.</summary>
    private static Func<JobPayload, JobContext, CancellationToken, Task> Simulate(TimeProvider clock, TimeSpan takes, int failsIn = 0, string failure = "") =>
        async (_, context, cancel) =>
        {
            await Task.Delay(takes, clock, cancel);
            if (failsIn > 0 && Lottery.Draw(context.JobId, context.Attempt, failsIn))
                throw new SimulatedFailureException(failure);
        };
}

/// <param name="Ms">How long, in milliseconds.</param>
internal sealed record SleepJob(int Ms);

/// <summary>A failure that is played.</summary>
internal sealed class SimulatedFailureException(string message) : Exception(message);
