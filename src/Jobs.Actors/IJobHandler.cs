namespace Jobs;

/// <summary>Runs jobs of one type. A new instance in a new dependency-injection scope per attempt. An exception is a failure that is retried; see <see cref="PermanentJobException"/>.</summary>
public interface IJobHandler<in TJob>
{
    /// <param name="cancel">Cancelled at the attempt's timeout and at the end of the host's drain time.</param>
    Task HandleAsync(TJob job, JobContext context, CancellationToken cancel);
}

/// <summary>Like <see cref="IJobHandler{TJob}"/>, with a result that is stored with the completion.</summary>
public interface IJobHandler<in TJob, TResult>
{
    Task<TResult> HandleAsync(TJob job, JobContext context, CancellationToken cancel);
}
