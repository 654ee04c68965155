using System.Diagnostics;
using Jobs.DeadLetters;

namespace Jobs.Core.Tests.HandOver;

/// <summary>A queue and its dead letters with a channel between them that loses, doubles and reorders.</summary>
internal sealed class HandOverRun
{
    /// <summary>Rounds of repetition after which everything must be where it belongs; each moves a whole window.</summary>
    private const int DrainRoundsMax = 10;

    private readonly List<object> _underWay = [];
    private readonly QueueSide _queue;
    private readonly DeadLetterSide _letters;

    private HandOverRun()
    {
        _queue = new QueueSide(_underWay);
        _letters = new DeadLetterSide(_underWay);
    }

    public static void Run(IReadOnlyList<HandOverStep> steps)
    {
        var run = new HandOverRun();
        foreach (var step in steps)
            run.Take(step);
        run.Drain();
        run.CheckNothingLostNothingDoubled();
    }

    private void Take(HandOverStep step)
    {
        switch (step.Kind)
        {
            case HandOverStepKind.Enqueue: _queue.Enqueue(); break;
            case HandOverStepKind.RunAndDie: _queue.RunAndEnd(dies: true); break;
            case HandOverStepKind.RunAndComplete: _queue.RunAndEnd(dies: false); break;
            case HandOverStepKind.Replay: _letters.SendBack(step.A, deleted: false); break;
            case HandOverStepKind.Delete: _letters.SendBack(step.A, deleted: true); break;
            case HandOverStepKind.Confirm: OnSide(step, _queue.Confirm, _letters.Confirm); break;
            case HandOverStepKind.Deliver: Deliver(step.A, copyStays: false); break;
            case HandOverStepKind.DeliverTwice: Deliver(step.A, copyStays: true); break;
            case HandOverStepKind.Lose: Lose(step.A); break;
            case HandOverStepKind.Repeat: OnSide(step, _queue.Repeat, _letters.Repeat); break;
            case HandOverStepKind.Restart: OnSide(step, _queue.Restart, _letters.Restart); break;
            default: throw new UnreachableException($"No such step: {step.Kind}");
        }
    }

    private static void OnSide(HandOverStep step, Action queue, Action letters)
    {
        if (step.B % 2 == 0)
            queue();
        else
            letters();
    }

    private void Deliver(int pick, bool copyStays)
    {
        if (_underWay.Count == 0)
            return;
        var index = pick % _underWay.Count;
        var message = _underWay[index];
        if (!copyStays)
            _underWay.RemoveAt(index);
        switch (message)
        {
            case TakeDeaths deaths: _letters.Take(deaths); break;
            case ReturnsStored stored: _letters.Take(stored); break;
            case TakeReturns returns: _queue.Take(returns); break;
            case DeathsStored stored: _queue.Take(stored); break;
            default: throw new UnreachableException($"No such message: {message.GetType().Name}");
        }
    }

    private void Lose(int pick)
    {
        if (_underWay.Count > 0)
            _underWay.RemoveAt(pick % _underWay.Count);
    }

    // The faults stop: writes are confirmed, what is sent arrives, what is not acknowledged is repeated.
    private void Drain()
    {
        for (var round = 0; round < DrainRoundsMax; round++)
        {
            _queue.Confirm();
            _letters.Confirm();
            _queue.Repeat();
            _letters.Repeat();
            while (_underWay.Count > 0)
            {
                Deliver(0, copyStays: false);
                _queue.Confirm();
                _letters.Confirm();
            }

            if (_queue.State.DeathsOwed.Count == 0 && _letters.State.ReturnsOwed.Count == 0)
                return;
        }

        Assert.Fail($"Still owed after {DrainRoundsMax} rounds: {_queue.State.DeathsOwed.Count} deaths, {_letters.State.ReturnsOwed.Count} returns");
    }

    private void CheckNothingLostNothingDoubled()
    {
        var dead = _queue.State.Jobs.Where(job => job.Status == JobStatus.Dead).ToList();
        Assert.Equal(dead.Select(job => job.Id).Order(), _letters.State.Oldest.Select(entry => entry.Letter.Id).Order());
        Assert.All(dead, job => Assert.Equal((job.LastError, job.Replays), (_letters.State.Find(job.Id)!.Letter.Error, _letters.State.Find(job.Id)!.Letter.Replays)));

        // Each death was taken once, in order, as it happened.
        Assert.Equal(Enumerable.Range(1, (int)_queue.State.LastDeath).Select(n => (long)n), _letters.Buried.Select(buried => buried.Number));
        Assert.Equal(_letters.Buried.Count, _letters.Buried.Select(buried => buried.Letter.Error.Message).Distinct().Count());

        // Each return was carried out once.
        Assert.Equal(_letters.State.LastReturn, _queue.State.LastReturn);
        Assert.All(_queue.State.Jobs, job => Assert.Equal(job.Replays, _letters.Replays.Count(replay => replay.Id == job.Id)));
        Assert.All(_letters.Deletions, deletion => Assert.Null(_queue.State.Find(deletion.Id)));
        Assert.Equal(_queue.State.Accepted, _queue.State.Jobs.Count + _letters.Deletions.Count);
    }
}
