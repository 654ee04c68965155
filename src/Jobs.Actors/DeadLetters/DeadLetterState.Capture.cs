namespace Jobs.DeadLetters;

/// <summary>What the index is told of dead letters, and how they come back from it. Without an index nothing is noted.</summary>
internal sealed partial class DeadLetterState
{
    private HashSet<long>? _noted;

    /// <summary>From now on it is known what has changed.</summary>
    public void TrackChanges() => _noted = [];

    /// <param name="whole">Everything, whatever has been captured before.</param>
    public DeadLetterCapture Capture(bool whole)
    {
        var noted = _noted!;
        _noted = [];
        var written = whole ? _letters.Keys : noted.Where(_letters.ContainsKey);
        return new DeadLetterCapture(
            new DeadLetterFacts(LastAt, LastDeath, LastReturn, LastReturnTaken, [.. _returns], _letters.Count),
            [.. written.Select(number => new CapturedLetter(number, _letters[number].Letter, _letters[number].Returns))],
            [.. noted.Where(number => !_letters.ContainsKey(number))]);
    }

    /// <summary>Makes a new state what the captured one was.</summary>
    public void Restore(DeadLetterFacts facts, IEnumerable<CapturedLetter> letters)
    {
        LastAt = facts.LastAt;
        LastDeath = facts.LastDeath;
        LastReturn = facts.LastReturn;
        LastReturnTaken = facts.LastReturnTaken;
        foreach (var letter in letters)
        {
            _numbers.Add(letter.Letter.Id, letter.Number);
            _letters.Add(letter.Number, new Entry(letter.Number, letter.Letter) { Returns = letter.Returns });
        }

        foreach (var owed in facts.ReturnsOwed)
            _returns.Enqueue(owed);
    }
}

/// <summary>What has changed since the last capture, or everything.</summary>
/// <param name="Gone">Numbers of letters that are not held any more.</param>
internal sealed record DeadLetterCapture(DeadLetterFacts Facts, IReadOnlyList<CapturedLetter> Letters, IReadOnlyList<long> Gone);

/// <param name="Returns">Its place in the stream of returns; 0 while it stays.</param>
internal sealed record CapturedLetter(long Number, Letter Letter, long Returns);

/// <summary>What the dead letters of a partition know beside the letters.</summary>
/// <param name="Letters">So many there are.</param>
internal sealed record DeadLetterFacts(DateTimeOffset LastAt, long LastDeath, long LastReturn, long LastReturnTaken, IReadOnlyList<LetterReturn> ReturnsOwed, long Letters);
