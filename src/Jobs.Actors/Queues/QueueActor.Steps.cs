using Jobs.Core.Lifecycle;
using Jobs.Workers;

namespace Jobs.Queues;

/// <summary>What running attempts have done once, to be kept for those after them.</summary>
internal sealed partial class QueueActor
{
    private void Handle(StoreStep step)
    {
        var decision = KeepStep.Decide(_state, step, Now());
        if (decision.Event is { } e)
            Record(e);
        Send(_router, new StepSettled(step.Attempt, step.Key, decision.Refusal));
    }
}
