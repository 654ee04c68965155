using System.Diagnostics;
using Jobs.Messages;

namespace Jobs.Operations;

/// <summary>The operations that run and the newest that have ended, private to their actor.</summary>
internal sealed class OperationsState
{
    private readonly OrderedDictionary<OperationId, Operation> _operations = [];

    /// <summary>The oldest first.</summary>
    public IEnumerable<Operation> All => _operations.Values;

    public IEnumerable<Operation> Running => All.Where(operation => operation.State == OperationState.Running);

    public Operation? Find(OperationId id) => _operations.GetValueOrDefault(id);

    public void Apply(OperationEvent e)
    {
        switch (e)
        {
            case OperationBegun begun: _operations.Add(e.Id, new Operation(e.Id, begun.Request, begun.Walks, begun.Matched, e.At, OperationProgress.AtStart(begun.Walks))); break;
            case OperationAdvanced advanced: Show(e.Id, advanced.Progress); break;
            case OperationEnded ended: Apply(ended); break;
            default: throw new UnreachableException($"OperationsState cannot apply {e.GetType().Name}");
        }
    }

    /// <summary>How far it is, also between what is stored.</summary>
    public void Show(OperationId id, OperationProgress progress) => _operations[id] = _operations[id] with { Progress = progress };

    public OperationsSnapshot Capture() => new([.. All]);

    public void Restore(OperationsSnapshot snapshot)
    {
        foreach (var operation in snapshot.Operations)
            _operations.Add(operation.Id, operation);
    }

    private void Apply(OperationEnded e)
    {
        _operations[e.Id] = _operations[e.Id] with { Progress = e.Progress, State = e.Cancelled ? OperationState.Cancelled : OperationState.Completed, EndedAt = e.At };
        var ended = All.Where(operation => operation.State != OperationState.Running).ToList();
        if (ended.Count > OperationBounds.EndedKept)
            _operations.Remove(ended[0].Id);
    }
}
