using System.Data.Common;
using System.Runtime.Serialization;
using Google.Protobuf;
using Jobs.Checkpoints;
using Jobs.Core;
using Jobs.Index;
using Jobs.Index.Tables;
using Jobs.Journal;

namespace Jobs.Host.Doctor;

/// <summary>Reads everything of the index that a start would read.</summary>
internal static class IndexExam
{
    private const string IndexName = "index";
    private const string RowsHelp = "If the journal begins at 1, the next start reads it whole and writes the index anew. Otherwise restore journal and index from the same backup.";

    /// <returns>By persistence id, how far the index is; null: it can not be read.</returns>
    public static Dictionary<string, long>? Read(ExaminedStore store, List<Finding> findings)
    {
        var reached = new Dictionary<string, long>(StringComparer.Ordinal);
        if (!store.HasIndexFile)
            return reached;
        try
        {
            using (var tables = store.OpenIndexTables())
            {
                if (!store.HasTable(tables, "jobs_schema"))
                    return reached;
                var version = ExaminedStore.ReadNumber(tables, IndexTables.ReadVersion);
                if (version != IndexTables.Version)
                {
                    findings.Add(new Finding(IndexName, null, $"It has version {version}; this program knows {IndexTables.Version}.", version > IndexTables.Version ? "Use the newer version of Jobs." : "The next start brings it up to date."));
                    return null;
                }
            }

            using var reads = store.OpenIndex();
            foreach (var (id, sequenceNr, _) in reads.Checkpoints())
            {
                reached[id] = sequenceNr;
                if (FaultOf(reads.Load(id, long.MaxValue)!) is { } fault)
                    findings.Add(new Finding(id, sequenceNr, $"The index contradicts itself: {fault}", RowsHelp));
            }

            return reached;
        }
        catch (DbException fault)
        {
            findings.Add(new Finding(IndexName, null, $"It can not be read: {fault.Message}", "Restore journal and index from the same backup.", IsMendable: store.IndexFile is not null));
            return null;
        }
    }

    private static string? FaultOf(StoredCheckpoint checkpoint)
    {
        try
        {
            return CheckpointIds.IsQueue(checkpoint.PersistenceId) ? FaultOfQueue(checkpoint) : FaultOfLetters(checkpoint);
        }
        catch (Exception fault) when (fault is SerializationException or InvalidProtocolBufferException or FormatException or ArgumentException)
        {
            return fault.Message;
        }
    }

    private static string? FaultOfQueue(StoredCheckpoint checkpoint)
    {
        var facts = QueueFactsCodec.Read(checkpoint.Facts);
        var texts = new TextPool();
        foreach (var row in checkpoint.Rows)
            JobRows.ToJob(row, texts);
        foreach (var row in checkpoint.Ids)
            StoredIdsCodec.Read(row.Ids);
        return facts.Unfinished == checkpoint.Rows.Count ? null : $"it knows of {facts.Unfinished} unfinished jobs, and has {checkpoint.Rows.Count}.";
    }

    private static string? FaultOfLetters(StoredCheckpoint checkpoint)
    {
        var facts = DeadLetterFactsCodec.Read(checkpoint.Facts);
        foreach (var letter in checkpoint.Letters)
            DeadLetterFactsCodec.ReadLetter(letter.State);
        return facts.Letters == checkpoint.Letters.Count ? null : $"it knows of {facts.Letters} letters, and has {checkpoint.Letters.Count}.";
    }
}
