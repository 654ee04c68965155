using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>An asynchronous handler holds the mailbox until it is over; its pieces run in the actor's turns, as messages of the runtime.</summary>
internal sealed partial class ActorCell
{
    private ActorTaskScheduler? _taskScheduler;

    public void RunAsync(Func<Task> handler)
    {
        var running = (_taskScheduler ??= new ActorTaskScheduler(this)).Start(handler);
        if (running.IsCompleted)
        {
            running.GetAwaiter().GetResult();
            return;
        }

        _awaiting = true;
        Mailbox.Suspend();
        var message = CurrentMessage;
        running.ContinueWith(
            ended => Mailbox.PostSystem(new AsyncHandlerEnded(message, ended.Exception?.InnerException ?? (ended.IsCanceled ? new TaskCanceledException(ended) : null))),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void EndAsyncHandler(AsyncHandlerEnded ended)
    {
        _awaiting = false;
        Mailbox.Resume();
        if (ended.Failure is not null)
            HandleFailure(ended.Failure);
        else
            CurrentMessage = null;
        if (_receiveTimeout is not null)
            RestartReceiveTimeout(ended.Message);
    }
}
