using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Jobs.Messages;
using Jobs.Telemetry;
using Jobs.Workers;

namespace Jobs;

/// <summary>Asks the JobQueues actor on behalf of code that is no actor.</summary>
internal sealed class JobClient(IActorRef queues, JobHandlers handlers) : IJobClient
{
    /// <summary>How long an answer may take. A queue that recovers answers, or refuses, well before.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Pause before a job that has not ended is asked for again: a queue with too many waiters answers at once.</summary>
    public static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(250);

    /// <summary><see cref="AnswerTimeout"/>, unless a test has less patience.</summary>
    public TimeSpan Patience { get; init; } = AnswerTimeout;

    public Task<JobEnqueued> EnqueueAsync<TJob>(string queue, TJob job, EnqueueOptions? options = null, CancellationToken cancel = default) =>
        EnqueueAsync(MessageOf(queue, job, options ?? new EnqueueOptions()), cancel);

    public async Task<JobEnqueued> EnqueueAsync(EnqueueJob job, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        using var activity = JobActivities.StartEnqueue(job.Queue, job.TraceParent);
        job = job with { TraceParent = JobActivities.TraceParentOf(activity, job.TraceParent.Length > 0 ? job.TraceParent : TraceText.Current) };
        var answer = await TryAskAsync(job, Patience, cancel);
        JobActivities.EndEnqueue(activity, job, answer);
        return answer switch
        {
            null => throw NoAnswer($"job {job.Id}", Patience),
            JobEnqueued enqueued => enqueued,
            EnqueueRefused refused => throw new JobRefusedException(refused.Refusal),
            var other => throw Unexpected(job, other),
        };
    }

    public async Task<IReadOnlyList<EnqueueReceipt>> EnqueueManyAsync<TJob>(string queue, IEnumerable<TJob> jobs, EnqueueOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        if (options?.Id is not null)
            throw new ArgumentException("An id names one job; several jobs can not have the same.", nameof(options));
        using var activity = JobActivities.StartEnqueue(queue);
        var messages = jobs.Take(JobBounds.BatchJobsMax + 1).Select(job => MessageOf(queue, job, options ?? new EnqueueOptions())).ToArray();
        if (messages.Length > JobBounds.BatchJobsMax)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"At most {JobBounds.BatchJobsMax} jobs are enqueued at a time."), nameof(jobs));
        if (messages.Length == 0)
            return [];
        var batch = new EnqueueJobs(queue, messages);
        var answer = await TryAskAsync(batch, Patience, cancel);
        JobActivities.EndEnqueue(activity, batch, answer);
        return answer switch
        {
            null => throw NoAnswer($"the batch from job {messages[0].Id} on", Patience),
            JobsEnqueued enqueued => enqueued.Items,
            BatchRefused refused => throw new JobRefusedException(refused.Refusal),
            var other => throw Unexpected(batch, other),
        };
    }

    public async Task<JobView?> GetAsync(JobId id, string? queue = null, CancellationToken cancel = default)
    {
        var request = new GetJob(queue, id);
        return await AskAsync(request, Patience, $"job {id}", cancel) switch
        {
            JobFound found => found.Job,
            RequestRefused { Refusal.Code: Refusal.Codes.NotFound } => null,
            RequestRefused refused => throw new JobRefusedException(refused.Refusal),
            var other => throw Unexpected(request, other),
        };
    }

    public async Task<JobView> WaitAsync(JobId id, string? queue = null, CancellationToken cancel = default)
    {
        var request = new AwaitJob(queue, id, AwaitJob.WaitMax);
        while (true)
        {
            switch (await AskAsync(request, AwaitJob.WaitMax + Patience, $"job {id}", cancel))
            {
                case JobFound { Job: var job } when job.Status.IsFinal():
                    return job;
                case JobFound:
                    await Task.Delay(AskAgainAfter, cancel);
                    break;
                case RequestRefused { Refusal.RetryAfter: { } pause }:
                    await Task.Delay(pause > AskAgainAfter ? pause : AskAgainAfter, cancel);
                    break;
                case RequestRefused refused:
                    throw new JobRefusedException(refused.Refusal);
                case var other:
                    throw Unexpected(request, other);
            }
        }
    }

    public Task<JobView> CancelAsync(JobId id, string? queue = null, CancellationToken cancel = default) => ChangeAsync(new CancelJob(queue, id), id, cancel);

    public Task<JobView> RetryAsync(JobId id, string? queue = null, CancellationToken cancel = default) => ChangeAsync(new RetryJob(queue, id), id, cancel);

    private async Task<JobView> ChangeAsync(IQueueRequest request, JobId id, CancellationToken cancel) =>
        await AskAsync(request, Patience, $"job {id}", cancel) switch
        {
            JobChanged changed => changed.Job,
            RequestRefused refused => throw new JobRefusedException(refused.Refusal),
            var other => throw Unexpected(request, other),
        };

    private async Task<object> AskAsync(IQueueRequest request, TimeSpan timeout, string subject, CancellationToken cancel) =>
        await TryAskAsync(request, timeout, cancel) ?? throw NoAnswer(subject, timeout);

    private async Task<object?> TryAskAsync(IQueueRequest request, TimeSpan timeout, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return await queues.Ask<object>(request, timeout, cancel);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static JobRefusedException NoAnswer(string subject, TimeSpan timeout) => new(new Refusal(
        Refusal.Codes.OutcomeUnknown,
        string.Create(CultureInfo.InvariantCulture, $"No answer about {subject} came within {timeout.TotalSeconds:0.###} s. Repeat the request with the same id: that can not do it twice.")));

    private EnqueueJob MessageOf<TJob>(string queue, TJob job, EnqueueOptions options)
    {
        var payload = handlers.TypeOf<TJob>() is null ? TypedPayload.Write<object?>(job) : TypedPayload.Write(job);
        return new EnqueueJob(queue, options.Type ?? TypeOf(job), payload)
        {
            UniqueKey = KeyOf(payload, options),
            UniqueFor = options.UniqueFor,
            OnConflict = options.OnConflict,
            Id = options.Id ?? JobId.New(),
            Priority = options.Priority,
            Delay = options.Delay,
            RunAt = options.RunAt,
            MaxAttempts = options.MaxAttempts,
            Timeout = options.Timeout,
            Retry = options.Retry,
            PartitionKey = options.PartitionKey,
            Tags = options.Tags,
            By = options.By,
            TraceParent = TraceText.Current,
        };
    }

    private static string? KeyOf(JobPayload payload, EnqueueOptions options)
    {
        if (!options.UniqueByPayload)
            return options.UniqueKey;
        if (options.UniqueKey is not null)
            throw new ArgumentException($"Give {nameof(EnqueueOptions.UniqueKey)} or {nameof(EnqueueOptions.UniqueByPayload)}, not both.", nameof(options));
        return UniqueKey.OfPayload(payload);
    }

    private string TypeOf<TJob>(TJob job) => handlers.TypeOf<TJob>() ?? (job is null ? null : handlers.TypeOf(job.GetType()))
        ?? throw new JobRefusedException(new Refusal(
            Refusal.Codes.UnknownType,
            $"{typeof(TJob).Name} is registered for no job type, or for several: name the type in {nameof(EnqueueOptions)}.{nameof(EnqueueOptions.Type)}.",
            Field: "type"));

    private static UnreachableException Unexpected(object request, object answer) =>
        new($"{request.GetType().Name} was answered by {answer.GetType().Name}.");
}
