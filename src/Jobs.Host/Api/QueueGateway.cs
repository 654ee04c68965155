using Akka.Actor;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>The only way from a route to the queues: one question, one answer, and silence is never taken for success.</summary>
/// <param name="queues">The <see cref="Queues.JobQueues"/> actor, which exists once the host has started.</param>
internal sealed class QueueGateway(Func<IActorRef> queues)
{
    /// <summary>Above what a queue takes to recover before it answers by itself (5 s), with a slow disk's time on top.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan _waitMargin = TimeSpan.FromSeconds(10);

    /// <summary>Says what needs no answer.</summary>
    public void Tell(object message) => queues().Tell(message, ActorRefs.NoSender);

    /// <summary>The answer, or null when none came in time.</summary>
    public Task<object?> AskAsync(object request) => AskAsync(request, AnswerTimeout, CancellationToken.None);

    /// <summary>A change or a question that may be repeated as it is; without an answer it is refused with that advice.</summary>
    public Task<object> AskOrRefuseAsync(object request) => AskOrRefuseAsync(request, AnswerTimeout, CancellationToken.None);

    /// <summary>Waits for a job's end no longer than the request says.</summary>
    public Task<object> AskOrRefuseAsync(AwaitJob request, CancellationToken cancel) => AskOrRefuseAsync(request, request.Wait + _waitMargin, cancel);

    /// <summary>Waits for work no longer than the claim says.</summary>
    public Task<object> AskOrRefuseAsync(ClaimJobs claim) => AskOrRefuseAsync(claim, claim.Wait + AnswerTimeout, CancellationToken.None);

    private async Task<object> AskOrRefuseAsync(object request, TimeSpan timeout, CancellationToken cancel) =>
        await AskAsync(request, timeout, cancel) ?? new RequestRefused(new Refusal(
            Refusal.Codes.QueueUnavailable,
            "No answer came in time. If this was a change, look before you repeat it: it may have happened.",
            ProblemTypes.RetryAfterDefault));

    private async Task<object?> AskAsync(object request, TimeSpan timeout, CancellationToken cancel)
    {
        try
        {
            return await queues().Ask<object>(request, timeout, cancel);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
