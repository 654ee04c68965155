using Jobs.Core;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>Answers for a queue that can not answer itself. What is answered so was not looked at by the queue: nothing of it was stored.</summary>
internal static class Unavailable
{
    public static object? Answer(object request, string queue, TimeSpan retryAfter)
    {
        var refusal = Refusals.Unavailable(queue, retryAfter);
        return request switch
        {
            EnqueueJob job => new EnqueueRefused(job.Id, refusal),
            EnqueueJobs batch => new BatchRefused(-1, refusal),
            IQueueRequest => new RequestRefused(refusal),
            _ => null,
        };
    }
}
