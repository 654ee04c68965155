using System.Data.Common;
using System.Runtime.Serialization;
using Google.Protobuf;
using Microsoft.Data.Sqlite;

namespace Jobs.Checkpoints;

/// <summary>Tells what will not go away by itself from what may: only the latter is tried again.</summary>
internal static class Damage
{
    /// <summary>SQLite's codes for a file that is damaged, and for one that is no database.</summary>
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <summary>PostgreSQL's states of the same kind.</summary>
    private const string DataCorrupted = "XX001";
    private const string IndexCorrupted = "XX002";

    /// <summary>In words; null: the next try may succeed.</summary>
    public static string? In(Exception cause, string persistenceId, long sequenceNr)
    {
        for (var e = cause; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case JournalGapException gap:
                    return gap.Message;
                case SerializationException or InvalidProtocolBufferException:
                    return Says(persistenceId, sequenceNr, $"what is stored can not be read: {e.Message}");
                case SqliteException { SqliteErrorCode: Corrupt or NotADatabase } or DbException { SqlState: DataCorrupted or IndexCorrupted }:
                    return Says(persistenceId, sequenceNr, $"the database is damaged: {e.Message}");
            }
        }

        return null;
    }

    private static string Says(string persistenceId, long sequenceNr, string what) =>
        $"{persistenceId} after sequence number {sequenceNr}: {what} The queue stays down; nothing was changed. 'jobs doctor' says what is there and what can be mended.";
}
