using Microsoft.Data.Sqlite;

namespace Jobs.Host.Serving;

/// <summary>Gives back to the disk what deleted rows have left free in the files of a data folder. The host does not run: the folder is held.</summary>
internal static class Compaction
{
    /// <returns>Bytes before and after.</returns>
    /// <exception cref="SqliteException">A file is damaged, or the disk has no room for a second copy of it.</exception>
    public static (long Before, long After) Run(DataFolder folder)
    {
        var files = (string[])[folder.DatabasePath, folder.IndexPath];
        var before = files.Sum(Bytes);
        foreach (var file in files.Where(File.Exists))
            Compact(file);
        return (before, files.Sum(Bytes));
    }

    private static void Compact(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);";
        command.ExecuteNonQuery();
    }

    private static long Bytes(string file) => ((string[])[file, file + "-wal"]).Where(File.Exists).Sum(name => new FileInfo(name).Length);
}
