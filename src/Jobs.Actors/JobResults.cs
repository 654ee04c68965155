using Jobs.Messages;
using Jobs.Workers;

namespace Jobs;

/// <summary>Results as the types that handlers return.</summary>
public static class JobResults
{
    /// <summary>
    /// Waits until the job has completed and reads its result, as <see cref="IJobClient.WaitAsync"/> waits. The default of <typeparamref name="TResult"/> when its handler returned nothing.
    /// </summary>
    /// <exception cref="JobNotCompletedException">It is dead or was cancelled.</exception>
    /// <exception cref="FormatException">Its result is not a <typeparamref name="TResult"/>.</exception>
    public static async Task<TResult?> WaitAsync<TResult>(this IJobClient client, JobId id, string? queue = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var job = await client.WaitAsync(id, queue, cancel).ConfigureAwait(false);
        return job.Status == JobStatus.Completed ? job.ReadResult<TResult>() : throw new JobNotCompletedException(job);
    }

    /// <summary>The job's result; the default of <typeparamref name="TResult"/> when it has none (yet).</summary>
    /// <exception cref="FormatException">It is not a <typeparamref name="TResult"/>.</exception>
    public static TResult? ReadResult<TResult>(this JobView job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (job.Result is null)
            return default;
        try
        {
            return TypedPayload.Read<TResult>(job.Result);
        }
        catch (RejectException e)
        {
            throw new FormatException($"The result of job {job.Id} is not a {typeof(TResult).Name}: {e.Error.Message}", e);
        }
    }
}

/// <summary>A result was waited for, and the job has ended without one: it is dead or was cancelled.</summary>
public sealed class JobNotCompletedException(JobView job) : Exception(
    job.Status == JobStatus.Dead && job.LastError is { } error ? $"Job {job.Id} is dead ({error.Type}: {error.Message})." : $"Job {job.Id} is {job.Status.Name()}.")
{
    /// <summary>The job as it ended.</summary>
    public JobView Job { get; } = job;
}
