using Akka.Actor;

namespace Jobs.DeadLetters;

/// <summary>When letters are deleted because they are old. No timer runs while there are none.</summary>
internal sealed partial class DeadLetterActor
{
    private const string ExpiryKey = "expiry";

    /// <summary>Letters that are due within this time go together.</summary>
    private static readonly TimeSpan ExpiryPause = TimeSpan.FromMinutes(1);

    /// <summary>Longest sleep of the timer; a later time is slept towards in such steps.</summary>
    private static readonly TimeSpan ExpirySleepMax = TimeSpan.FromDays(1);

    private bool _awaitsExpiry;

    private TimeSpan Kept => _context.Policy.Settings.Retention.Dead;

    private void AwaitExpiry()
    {
        if (_awaitsExpiry || Expire.NextAt(_state, Kept) is not { } dueAt)
            return;
        _awaitsExpiry = true;
        var sleep = dueAt - Context.System.Scheduler.Now + ExpiryPause;
        Timers.StartSingleTimer(ExpiryKey, LettersExpire.Instance, sleep < ExpiryPause ? ExpiryPause : sleep < ExpirySleepMax ? sleep : ExpirySleepMax);
    }

    private void OnLettersExpire()
    {
        _awaitsExpiry = false;
        if (!IsOverloaded)
        {
            var expired = Expire.Decide(_state, Kept, Now());
            foreach (var letter in expired)
                Record(letter);
            HandOverReturns();
            if (expired.Count == Expire.SliceMax)
            {
                _awaitsExpiry = true;
                Self.Tell(LettersExpire.Instance);
            }
        }

        AwaitExpiry();
    }

    private sealed record LettersExpire : INoSerializationVerificationNeeded
    {
        public static LettersExpire Instance { get; } = new();
    }
}
