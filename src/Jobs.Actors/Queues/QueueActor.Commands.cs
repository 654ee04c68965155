using Jobs.Core;
using Jobs.Core.Lifecycle;
using Jobs.Messages;
using Jobs.Telemetry;
using Jobs.Workers;

namespace Jobs.Queues;

/// <summary>What operators ask: cancel, change, pause, drain, resume.</summary>
internal sealed partial class QueueActor
{
    private void Handle(CancelJob command) => Change(command.Id, (job, now) => Cancel.Decide(job, command, now));

    private void Handle(ChangeJob command) => Change(command.Id, (job, now) => Amend.Decide(job, _context.Policy, command, now));

    private void Handle(PauseQueue command)
    {
        var now = Now();
        Steer(Flow.Pause(_state, command, now), now);
    }

    private void Handle(DrainQueue command)
    {
        var now = Now();
        Steer(Flow.Drain(_state, command, now), now);
    }

    private void Handle(ResumeQueue command)
    {
        var now = Now();
        Steer(Flow.Resume(_state, command, now), now);
    }

    private void Steer(Decision decision, DateTimeOffset now)
    {
        if (decision.Event is { } e)
            Record(e);
        Reply(decision.Refusal is { } refusal ? new RequestRefused(refusal) : new QueueChanged(View()));
        Advance(now);
    }

    private void FlowChanged() => QueueLog.FlowChanged(Logger, _context.Queue, _state.Flow.Mode, _state.Flow.By, _state.Flow.Reason, _state.Flow.Until);

    // The attempt's outcome comes back as a report like any other; what it makes of the job is decided then.
    private void StopAttempt(Job job) => Send(_router, new StopAttempt(new AttemptKey(job.Id, job.Start)));

    // Its start is stored, but never left: one that is to stop need not begin.
    // Its start is stored, so it may leave at once: in a message of its own, to which no start that is not stored yet can be added.
    private void DispatchAgain(Job job, DateTimeOffset now)
    {
        if (job.CancelRequest is { } cancel)
            Record(new JobCancelled(job.Id, cancel.Cause, now));
        else
            Send(_router, new RunJobs([StartOf(job)]));
    }

    // The router may have been told before this actor was started anew, or not: hearing it twice changes nothing.
    private void StopAgain(Job job)
    {
        if (job.CancelRequest is not null)
            StopAttempt(job);
    }
}
