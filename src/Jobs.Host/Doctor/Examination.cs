using System.Data.Common;

namespace Jobs.Host.Doctor;

/// <summary>Looks at everything and says what a start would make of it, by the rules by which it starts.</summary>
internal static class Examination
{
    private const string FromIndex = "starts from the index and the journal after it";
    private const string FromJournal = "reads the whole journal and writes the index anew";
    private const string StaysDown = "stays down: journal-gap";
    private const string Restore = "Restore journal and index from the same backup.";
    private const string Rebuild = "Run jobs doctor --rebuild-index: it sets the pointer to where the index is; nothing is missing.";

    public static Diagnosis Run(ExaminedStore store)
    {
        var findings = new List<Finding>(store.CheckFiles());
        var pointers = new Dictionary<string, long>(StringComparer.Ordinal);
        var spans = new Dictionary<string, JournalSpan>(StringComparer.Ordinal);
        var reached = IndexExam.Read(store, findings);
        try
        {
            using var journal = store.OpenJournal();
            if (store.HasTable(journal, "snapshot"))
                ReadPointers(journal, pointers);
            if (store.HasTable(journal, "journal"))
                spans = JournalExam.Read(journal, findings);
        }
        catch (DbException fault)
        {
            findings.Add(new Finding("journal", null, $"It can not be read: {fault.Message}", Restore));
            return new Diagnosis([], findings);
        }

        var ids = spans.Keys.Union(pointers.Keys).Union(reached?.Keys.AsEnumerable() ?? []).Order(StringComparer.Ordinal)
            .Select(id => Judge(id, spans.TryGetValue(id, out var span) ? span : null, Of(pointers, id), Of(reached, id), findings))
            .ToList();
        return new Diagnosis(ids, findings);
    }

    private static Examined Judge(string id, JournalSpan? journal, long? pointer, long? index, List<Finding> findings)
    {
        var from = journal?.From;
        var to = journal?.To ?? 0;
        var fitsIndex = index <= to && from <= index + 1;
        var verdict = pointer switch
        {
            null when from == 1 => FromJournal,
            null when to == 0 && index is null => FromJournal,
            not null when fitsIndex && pointer <= index && from <= pointer + 1 => FromIndex,
            not null when from == 1 => FromJournal,
            _ => StaysDown,
        };
        if (verdict == StaysDown)
            findings.Add(new Finding(id, (index ?? 0) + 1, Explain(from, to, pointer, index), fitsIndex ? Rebuild : Restore, fitsIndex));
        return new Examined(id, from <= to ? from : null, journal is null ? null : to, pointer, index, verdict);
    }

    private static string Explain(long? from, long to, long? pointer, long? index) => (pointer, index) switch
    {
        (_, null) => $"The journal begins at {from ?? to + 1}, and the index knows nothing of what was before.",
        (_, { } reached) when to == 0 => $"The journal is empty, but the index speaks for it up to {reached}.",
        (_, { } reached) when reached > to => $"The index is at {reached}, ahead of the journal, which ends at {to}: they are of different moments.",
        (null, { } reached) => $"There is no pointer to the index, which is at {reached}, and the journal begins at {from}.",
        ({ } p, { } reached) when p > reached => $"The pointer is at {p}, the index only at {reached}: they are of different moments.",
        (_, { } reached) => $"The index is at {reached}, and the journal's rows are whole only from {from} on.",
    };

    private static void ReadPointers(DbConnection connection, Dictionary<string, long> pointers)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT persistence_id, MAX(sequence_number) FROM snapshot GROUP BY persistence_id";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            pointers[reader.GetString(0)] = reader.GetInt64(1);
    }

    private static long? Of(Dictionary<string, long>? numbers, string id) => numbers is not null && numbers.TryGetValue(id, out var number) ? number : null;
}
