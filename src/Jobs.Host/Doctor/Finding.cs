namespace Jobs.Host.Doctor;

/// <summary>Something that is wrong.</summary>
/// <param name="Where">A persistence id, a file, or the database.</param>
/// <param name="SequenceNumber">The row of the journal, where it is about one.</param>
/// <param name="IsMendable">By <c>--rebuild-index</c>.</param>
internal sealed record Finding(string Where, long? SequenceNumber, string Problem, string Help, bool IsMendable = false);

/// <summary>What is stored of one persistence id. Numbers are sequence numbers; null where there is nothing.</summary>
/// <param name="JournalFrom">From here to the end every row is there.</param>
/// <param name="Verdict">What a start would do with it.</param>
internal sealed record Examined(string PersistenceId, long? JournalFrom, long? JournalTo, long? Pointer, long? Index, string Verdict);

internal sealed record Diagnosis(IReadOnlyList<Examined> Ids, IReadOnlyList<Finding> Findings);
