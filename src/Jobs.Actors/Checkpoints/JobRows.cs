using System.Runtime.ExceptionServices;
using Jobs.Core;
using Jobs.Index;
using Jobs.Journal;

namespace Jobs.Checkpoints;

/// <summary>Jobs as rows of the index, and back.</summary>
internal static class JobRows
{
    /// <summary>Fewer rows than this are not worth a second core.</summary>
    private const int RowsPerPart = 50_000;

    /// <param name="job">A copy that nobody changes, which says whether the index had it before.</param>
    /// <param name="workerId">The name of the worker with this number.</param>
    public static JobRow Of(Job job, Func<int, string> workerId) => new(
        job.Sequence,
        job.Id.ToString(),
        job.Type,
        job.Status,
        job.Priority,
        job.Attempts,
        job.MaxAttempts,
        job.Crashes,
        job.Replays,
        job.CreatedAt,
        job.UpdatedAt,
        job.Status is JobStatus.Scheduled or JobStatus.Failed ? job.DueAt : null,
        job.StartedAt,
        job.EndedAt,
        job.Change,
        job.PartitionKey.Length == 0 ? null : job.PartitionKey,
        job.Unique?.Key,
        job.Tags,
        job.StartedAt is null ? null : job.Lease?.Worker ?? workerId(job.Worker),
        job.LastError?.Type,
        job.LastError?.Message,
        job.Payload,
        job.Result,
        StoredJobCodec.Write(job))
    {
        IsNew = !job.IsStored,
    };

    /// <summary>Unfinished jobs in the order of their rows; their payloads are elsewhere. Of many each core makes a part: a queue with a million is up half a second earlier.</summary>
    public static Job[] ToJobs(IReadOnlyList<LiveRow> rows)
    {
        var jobs = new Job[rows.Count];
        var parts = (rows.Count + RowsPerPart - 1) / RowsPerPart;
        try
        {
            Parallel.For(0, parts, Make);
        }
        catch (AggregateException failed)
        {
            // One row that can not be read is enough to know.
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }

        return jobs;

        void Make(int part)
        {
            var texts = new TextPool();
            for (var i = part * RowsPerPart; i < Math.Min(rows.Count, (part + 1) * RowsPerPart); i++)
                jobs[i] = ToJob(rows[i], texts);
        }
    }

    /// <summary>A job with everything that is stored of it.</summary>
    public static Job ToJob(JobRow row) =>
        StoredJobCodec.ToJob(Wire(row.State), row.Sequence, row.Status, row.Change, row.Payload, row.Result, new TextPool());

    /// <summary>An unfinished job; its payload is elsewhere.</summary>
    public static Job ToJob(in LiveRow row, TextPool texts) =>
        StoredJobCodec.ToJob(Wire(row.State), row.Sequence, row.Status, row.Change, payload: null, result: null, texts);

    private static Journal.Wire.StoredJob Wire(ReadOnlyMemory<byte> state) => Journal.Wire.StoredJob.Parser.ParseFrom(state.Span);
}
