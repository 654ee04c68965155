namespace Jobs.Messages;

/// <summary>What actions and states of operations are called on the wire.</summary>
public static class OperationWords
{
    public static string Of(OperationAction action) => action switch
    {
        OperationAction.Cancel => "cancel",
        OperationAction.Retry => "retry",
        OperationAction.Delete => "delete",
        OperationAction.Replay => "replay",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    public static string Of(OperationState state) => state switch
    {
        OperationState.Running => "running",
        OperationState.Completed => "completed",
        OperationState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of an operation."),
    };
}
