using System.Data.Common;
using System.Globalization;
using Jobs.Checkpoints;
using Jobs.Journal;

namespace Jobs.Host.Doctor;

/// <summary>
/// Mends what can be mended without losing anything. A pointer that does not fit is set to where the index is, when the journal has all that came after. An index that can not be read is put
/// aside when each journal begins at 1: the next start reads them whole and writes it anew.
/// </summary>
internal static class Repair
{
    /// <returns>What was done, a line each; none: nothing could be.</returns>
    public static IReadOnlyList<string> Run(ExaminedStore store, Diagnosis found, TimeProvider clock)
    {
        var isUnreadable = found.Findings.Any(finding => finding.IsMendable && found.Ids.All(id => id.PersistenceId != finding.Where));
        if (isUnreadable)
            return IsWholeWithoutIndex(found) ? PutIndexAside(store, found, clock) : [];
        return [.. found.Findings.Where(finding => finding.IsMendable).Select(finding => SetPointer(store, found.Ids.First(id => id.PersistenceId == finding.Where), clock))];
    }

    private static bool IsWholeWithoutIndex(Diagnosis found) =>
        found.Ids.Count > 0 && found.Ids.All(id => id.JournalFrom == 1) && found.Findings.All(finding => finding.IsMendable);

    private static string SetPointer(ExaminedStore store, Examined id, TimeProvider clock)
    {
        using var connection = store.OpenJournal();
        using var transaction = connection.BeginTransaction();
        DeletePointers(connection, transaction, id.PersistenceId);
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot, manifest, serializer_id) VALUES (@id, @number, @created, @snapshot, @manifest, @serializer)";
        Add(command, "id", id.PersistenceId);
        Add(command, "number", id.Index!.Value);
        Add(command, "created", clock.GetUtcNow().UtcTicks);
        Add(command, "snapshot", IndexPointerCodec.Write(new IndexPointer([], DeletedTo: (id.JournalFrom ?? id.Index.Value + 1) - 1)));
        Add(command, "manifest", JobsSerializer.IndexPointerManifest);
        Add(command, "serializer", JobsSerializer.SerializerId);
        command.ExecuteNonQuery();
        transaction.Commit();
        return $"{id.PersistenceId}: the pointer is at {id.Index} now.";
    }

    private static List<string> PutIndexAside(ExaminedStore store, Diagnosis found, TimeProvider clock)
    {
        var file = store.IndexFile!;
        var aside = $"{file}.damaged-{clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        using (var connection = store.OpenJournal())
        using (var transaction = connection.BeginTransaction())
        {
            // Without pointers each journal is read from its beginning, whether or not the file is gone by then.
            foreach (var id in found.Ids.Where(id => id.Pointer is not null))
                DeletePointers(connection, transaction, id.PersistenceId);
            transaction.Commit();
        }

        File.Move(file, aside);
        foreach (var rest in (string[])["-wal", "-shm"])
            File.Delete(file + rest);
        return [$"{Path.GetFileName(file)} is put aside as {Path.GetFileName(aside)}; the next start reads {found.Ids.Count} journals whole and writes it anew."];
    }

    private static void DeletePointers(DbConnection connection, DbTransaction transaction, string persistenceId)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "DELETE FROM snapshot WHERE persistence_id = @id";
        Add(command, "id", persistenceId);
        command.ExecuteNonQuery();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
