using Jobs.Checkpoints;
using Jobs.Index;
using Jobs.Journal;

namespace Jobs.DeadLetters;

/// <summary>What the index is told of the dead letters, and how they come back from it.</summary>
internal sealed partial class DeadLetterActor
{
    protected override IndexPart Capture(bool whole)
    {
        var capture = _state.Capture(whole);
        return new IndexPart
        {
            PersistenceId = PersistenceId,
            Queue = _context.Queue,
            Partition = _context.Partition,
            SequenceNr = 0,
            At = capture.Facts.LastAt,
            Facts = DeadLetterFactsCodec.Write(capture.Facts),
            IsWhole = whole,
            Letters = capture.Letters.Select(ToRow),
            LettersGone = capture.Gone,
        };
    }

    protected override void Restore(StoredCheckpoint checkpoint)
    {
        var facts = DeadLetterFactsCodec.Read(checkpoint.Facts);
        if (facts.Letters != checkpoint.Letters.Count)
            throw new IndexDamagedException($"The index knows of {facts.Letters} letters of {PersistenceId}, and has {checkpoint.Letters.Count}.");
        _state.Restore(facts, checkpoint.Letters.Select(row => DeadLetterFactsCodec.ReadLetter(row.State)));
    }

    protected override void Opened() => AwaitExpiry();

    private static LetterRow ToRow(CapturedLetter captured)
    {
        var letter = captured.Letter;
        return new LetterRow(
            captured.Number,
            letter.Id.ToString(),
            letter.Type,
            DeadLetterViews.Name(letter.Reason),
            letter.CreatedAt,
            letter.DiedAt,
            letter.Error.Type,
            letter.Error.Message,
            DeadLetterFactsCodec.Write(captured));
    }
}
