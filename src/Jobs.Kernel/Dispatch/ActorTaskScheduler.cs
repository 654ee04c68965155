using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>Runs the continuations of an actor's handlers in the actor's turns, so that they may touch its state.</summary>
internal sealed class ActorTaskScheduler(ActorCell cell) : TaskScheduler
{
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs the handler up to its first wait, here and now.</summary>
    public Task Start(Func<Task> handler)
    {
        var start = new Task<Task>(handler);
        start.RunSynchronously(this);
        return start.Unwrap();
    }

    public void Run(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task) => cell.Mailbox.PostSystem(new ContinueTask(this, task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(ActorCell.Current, cell) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
