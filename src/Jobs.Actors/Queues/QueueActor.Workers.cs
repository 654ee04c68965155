using Jobs.Workers;

namespace Jobs.Queues;

/// <summary>What the router says of its workers besides their outcomes.</summary>
internal sealed partial class QueueActor
{
    private int _stuckHandlers;

    private void Handle(StuckHandlersCounted counted) => _stuckHandlers = counted.Count;
}
