using System.Data.Common;
using System.Runtime.Serialization;
using Google.Protobuf;
using Jobs.Journal;

namespace Jobs.Host.Doctor;

/// <summary>What the journal has of one persistence id.</summary>
/// <param name="From">From here to <paramref name="To"/> every row is there; beyond it where the last row is one that was deleted.</param>
internal readonly record struct JournalSpan(long From, long To);

/// <summary>Reads the whole journal, row by row.</summary>
internal static class JournalExam
{
    private const string Rows = "SELECT persistence_id, sequence_number, deleted, manifest, message FROM journal ORDER BY persistence_id, sequence_number";
    private const string GapHelp = "Restore journal and index from the same backup; 'jobs doctor' on the copy says whether it is whole.";
    private const string RowHelp = "If a newer version of Jobs wrote it, start that one. Otherwise restore journal and index from the same backup.";

    public static Dictionary<string, JournalSpan> Read(DbConnection connection, List<Finding> findings)
    {
        var spans = new Dictionary<string, JournalSpan>(StringComparer.Ordinal);
        using var command = connection.CreateCommand();
        command.CommandText = Rows;
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var id = reader.GetString(0);
            var number = reader.GetInt64(1);
            var isDeleted = reader.GetBoolean(2);
            var isFirst = !spans.TryGetValue(id, out var before);
            if (!isFirst && number != before.To + 1)
                findings.Add(new Finding(id, before.To + 1, $"Rows {before.To + 1} to {number - 1} of the journal are missing.", GapHelp));
            var from = isDeleted ? number + 1 : isFirst || number != before.To + 1 ? number : before.From;
            spans[id] = new JournalSpan(from, number);
            if (!isDeleted && FaultOf(reader.IsDBNull(3) ? "" : reader.GetString(3), reader.GetFieldValue<byte[]>(4)) is { } fault)
                findings.Add(new Finding(id, number, $"The row can not be read: {fault}", RowHelp));
        }

        return spans;
    }

    /// <summary>Null for what others than Jobs have written.</summary>
    private static string? FaultOf(string manifest, byte[] message)
    {
        try
        {
            switch (manifest)
            {
                case JobsSerializer.QueueCommitManifest:
                    ReadAll(QueueEventReader.Read(CommitCodec.ReadQueue(message)));
                    break;
                case JobsSerializer.DeadLetterCommitManifest:
                    ReadAll(DeadLetterEventCodec.Read(CommitCodec.ReadDeadLetters(message)));
                    break;
            }

            return null;
        }
        catch (Exception fault) when (fault is SerializationException or InvalidProtocolBufferException or FormatException or ArgumentException)
        {
            return fault.Message;
        }
    }

    private static void ReadAll<T>(IEnumerable<T> events)
    {
        foreach (var _ in events)
        {
        }
    }
}
