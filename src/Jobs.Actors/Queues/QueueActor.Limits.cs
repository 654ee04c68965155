using Akka.Actor;
using Jobs.Core;
using Jobs.Core.Lifecycle;
using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Queues;

/// <summary>Limits that are changed while the queue runs, and the starts that count for a rate.</summary>
internal sealed partial class QueueActor
{
    private void Handle(ChangeQueue change) => ChangeLimits(now => LiveLimits.Change(_state, change, now));

    private void Handle(ResetQueue reset) => ChangeLimits(now => LiveLimits.Reset(_state, reset, now));

    private void ChangeLimits(Func<DateTimeOffset, Decision> decide)
    {
        var now = Now();
        var decision = decide(now);
        if (decision.Event is { } e)
        {
            Record(e);
            ResizeWorkers();
        }

        Reply(decision.Refusal is { } refusal ? new RequestRefused(refusal) : new QueueChanged(View()));
        Advance(now);
    }

    // The workers of a pool are the pool's affair, and those outside the process their own.
    private void ResizeWorkers()
    {
        if (_pool is null && !_context.Policy.Settings.ExternalWorkers)
            SendInPassing(_router, new ResizeWorkers(_state.Crews.Own.FirstWorker + Concurrency));
    }

    protected override void OnCommitted(DateTimeOffset at)
    {
        _facts.Publish(LastSequenceNr);
        _context.Gauge?.Show(_state);

        // What was in flight now has a time, and with it the window that it is in.
        if (_state.InFlight.Confirm(at))
            Advance(Now());
    }

    // Behind the starts that the workers had not got: what leaves before this message has left by then.
    private void SettleStartsInDoubt()
    {
        if (_state.InFlight.HasDoubts)
            Send(Self, StartsSettled.Instance);
    }

    private void OnStartsSettled()
    {
        var now = Now();
        _state.InFlight.Settle(now);
        Advance(now);
    }

    private sealed record StartsSettled : INoSerializationVerificationNeeded
    {
        public static StartsSettled Instance { get; } = new();
    }
}
