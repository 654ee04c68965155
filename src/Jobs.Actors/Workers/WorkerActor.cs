using Akka.Actor;

namespace Jobs.Workers;

/// <summary>
/// Runs one job at a time: begins it on the thread pool, passes its progress on, and cancels it when it stops itself. The outcome goes straight from the run to the
/// router, which knows from it that this worker is idle again.
/// </summary>
internal sealed class WorkerActor : ReceiveActor, IWithTimers
{
    /// <summary>Shortest time between two pictures of one attempt's progress.</summary>
    public static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private const string ProgressTimer = "progress";

    private readonly IActorRef _router;
    private AttemptRun? _run;

    public WorkerActor(IActorRef router)
    {
        _router = router;
        Receive<AttemptRun>(Handle);
        Receive<AttemptProgressBox>(Show);
        Receive<LookForProgress>(Handle);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    // Its report, if it is still owed, is the router's affair.
    protected override void PostStop() => _run?.Stop(StopReason.WorkerStopped);

    private void Handle(AttemptRun run)
    {
        _run = run;
        run.Begin(Self);
    }

    private void Handle(LookForProgress message)
    {
        if (message.Box.Take() is { } newer)
            Show(message.Box, newer);
        else if (message.Box.TakeAndLeave() is { } late)
            Show(message.Box, late);
    }

    private void Show(AttemptProgressBox box)
    {
        if (box.Take() is { } progress)
            Show(box, progress);
    }

    private void Show(AttemptProgressBox box, AttemptProgress progress)
    {
        _router.Tell(progress);
        Timers.StartSingleTimer(ProgressTimer, new LookForProgress(box), ProgressInterval);
    }
}
