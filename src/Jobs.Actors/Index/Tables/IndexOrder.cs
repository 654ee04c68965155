namespace Jobs.Index.Tables;

/// <summary>What may be added to a checkpoint: something that brings it further, or everything anew. Anything else would leave an index that claims to have what it lacks.</summary>
internal static class IndexOrder
{
    /// <param name="stored">The number that the index has reached; null: it knows nothing of this id.</param>
    public static void Check(IndexPart part, long? stored)
    {
        if (part.IsWhole)
            return;
        if (stored is not { } reached)
            throw new InvalidOperationException($"{part.PersistenceId}: the index knows nothing of it, so the first that it gets must be whole; this brings changes up to {part.SequenceNr} only.");
        if (part.SequenceNr < reached)
            throw new InvalidOperationException($"{part.PersistenceId}: the index has reached {reached}; changes up to {part.SequenceNr} come too late.");
    }
}
