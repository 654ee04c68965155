namespace Jobs.DeadLetters;

/// <summary>A death is taken into the dead letters. Each has a number; only the next one is taken, so one that comes twice, early or late changes nothing.</summary>
internal static class Bury
{
    /// <summary>
    /// Null: not taken now. A job whose earlier letter has not left yet has lived again, so the queue holds that return and its acknowledgement is under way: the death waits for its repetition.
    /// </summary>
    public static LetterBuried? Decide(DeadLetterState state, NumberedLetter death, DateTimeOffset now) =>
        death.Number == state.LastDeath + 1 && state.Find(death.Letter.Id) is null ? new LetterBuried(death.Number, death.Letter, now) : null;
}
