namespace Jobs.Workers;

/// <summary>Keeps every step that handlers have done until the queue has stored it, whatever happens to the queue meanwhile. There are at most <see cref="StepBounds.StepsMax"/> for each attempt.</summary>
internal sealed partial class WorkerRouter
{
    private readonly Dictionary<(AttemptKey Attempt, string Key), DoneStep> _steps = [];

    private void Handle(DoneStep done)
    {
        _steps[(done.Step.Attempt, done.Step.Key)] = done;
        _queue.Tell(done.Step, _self);
    }

    private void Handle(StepSettled settled)
    {
        if (_steps.Remove((settled.Attempt, settled.Key), out var done))
            done.Settle(settled.Refusal);
    }

    // Before the reports: the step of an attempt that has ended since must reach the queue while the attempt still runs there.
    private void RepeatSteps()
    {
        foreach (var done in _steps.Values)
            _queue.Tell(done.Step, _self);
    }
}
