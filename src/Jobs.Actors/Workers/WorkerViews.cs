using Jobs.Messages;

namespace Jobs.Workers;

/// <summary>Pictures of a router's workers for readers.</summary>
internal static class WorkerViews
{
    /// <param name="inEffect">So many workers the queue has now; beyond them only those are shown that still run something.</param>
    public static WorkerList Of(Workplace workplace, IReadOnlyList<WorkerSlot> slots, int inEffect, StuckHandlers stuck)
    {
        var workers = slots
            .Where(slot => slot.Index < inEffect || slot.Running is not null)
            .Select(slot => Of(workplace, slot))
            .Concat(stuck.All.Select(handler => Of(workplace, slots[handler.Worker], handler)));
        return new WorkerList([.. workers.OrderBy(worker => worker.Job is null).Take(ListWorkers.PerQueueMax)]);
    }

    private static WorkerView Of(Workplace workplace, WorkerSlot slot) => new(
        workplace.WorkerId(slot.Index),
        workplace.Queue,
        slot.Running is null ? WorkerStatus.Idle : slot.IsHeldBack ? WorkerStatus.Stuck : WorkerStatus.Busy,
        slot.Running is { } run ? Of(run.Start, slot.BegunAt, slot.Progress) : null,
        slot.Done,
        slot.Failed,
        slot.Since);

    private static WorkerView Of(Workplace workplace, WorkerSlot slot, StuckHandler handler) => new(
        workplace.WorkerId(slot.Index), workplace.Queue, WorkerStatus.Stuck, Of(handler.Start, handler.BegunAt, null), slot.Done, slot.Failed, slot.Since);

    private static WorkerJob Of(JobStart start, DateTimeOffset begunAt, AttemptProgress? progress) =>
        new(start.Key.Job, start.Type, start.Attempt, begunAt, progress is null ? null : new JobProgress(progress.Percent, progress.Message));
}
