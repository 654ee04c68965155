using Jobs.Core;
using Jobs.Core.Waiting;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>Why jobs wait, for those who look at them.</summary>
internal sealed partial class QueueActor
{
    private readonly RunDurations _runs = new();

    private bool IsExternal => _context.Policy.Settings.ExternalWorkers;

    private ClaimSituation Situation => new(Concurrency, !_isClaiming, _pool?.Pool, IsExternal, _runs.Mean);

    /// <summary>Of one job somebody asked for.</summary>
    private JobView ViewWithPosition(Job job)
    {
        var now = Now();
        return View(job, QueuePosition.Of(_state, job, IsExternal, now), now);
    }

    /// <summary>Of jobs in lists and in answers to commands: their places are not counted, which takes its time.</summary>
    private JobView View(Job job) => View(job, position: null, Now());

    private JobView View(Job job, int? position, DateTimeOffset now)
    {
        var view = JobViews.Of(job, _context);
        return job.Status.IsWaiting() ? view with { Waiting = WhyWaiting.Of(_state, job, Situation, position, now) } : view;
    }

    // Before the event is applied: the job may be forgotten with it. A crash says nothing of how long the job runs.
    private void MeasureRun(QueueEvent e)
    {
        switch (e)
        {
            case JobCompleted completed: MeasureRun(completed.Id, e.At); break;
            case JobFailed failed: MeasureRun(failed.Id, e.At); break;
            case JobDied { Reason: not DeathReason.Crashed } died: MeasureRun(died.Id, e.At); break;
        }
    }

    private void MeasureRun(JobId id, DateTimeOffset at)
    {
        if (_state.Find(id)?.StartedAt is { } startedAt)
            _runs.Add(at - startedAt);
    }
}
