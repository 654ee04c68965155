namespace Jobs.Workers;

/// <summary>Single attempts that are to end because their job was cancelled.</summary>
internal sealed partial class WorkerRouter
{
    // One that has ended, or is being stopped for another reason, needs no more: how it ends is reported anyway.
    private void Handle(StopAttempt message)
    {
        foreach (var slot in _slots)
        {
            if (slot.Running?.Start.Key == message.Key)
                Cancel(slot);
            else if (slot.TakeWaiting(message.Key))
                Report(message.Key, Outcome.Interrupted.Instance);
        }
    }

    private void Cancel(WorkerSlot slot)
    {
        if (slot.Stopping != StopReason.None)
            return;
        if (slot.Running!.TryWithdraw())
            End(slot, Outcome.Interrupted.Instance);
        else
            Stop(slot, StopReason.Cancelled, _scheduler.Now);
    }
}
