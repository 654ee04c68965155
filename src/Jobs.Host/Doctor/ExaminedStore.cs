using System.Data.Common;
using System.Globalization;
using Jobs.Host.Serving;
using Jobs.Hosting;
using Jobs.Index;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Jobs.Host.Doctor;

/// <summary>The databases of a host that does not run, opened without making or changing anything in them.</summary>
internal sealed class ExaminedStore(JournalDatabase journal, IndexSettings index)
{
    private const string RestoreFile = "Restore jobs.db and index.db from the same backup.";

    private string JournalFile => new SqliteConnectionStringBuilder(journal.ConnectionString).DataSource;

    public string? IndexFile => (index as SqliteIndexSettings)?.Path;

    public bool HasIndexFile => IndexFile is not { } file || (File.Exists(file) && new FileInfo(file).Length > 0);

    public DbConnection OpenJournal() => Open(IndexFile is null ? new NpgsqlConnection(journal.ConnectionString) : Sqlite(JournalFile));

    public DbConnection OpenIndexTables() => Open(IndexFile is { } file ? Sqlite(file) : new NpgsqlConnection(journal.ConnectionString));

    public IIndexReads OpenIndex() => IndexDatabases.Of(index).OpenReads();

    /// <summary>What the databases say of themselves.</summary>
    public IEnumerable<Finding> CheckFiles() => IndexFile is null ? [] : new[] { JournalFile, IndexFile }.Where(File.Exists).SelectMany(CheckFile);

    public static long? ReadNumber(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is { } number and not DBNull ? Convert.ToInt64(number, CultureInfo.InvariantCulture) : null;
    }

    public bool HasTable(DbConnection connection, string table) => ReadNumber(
        connection,
        IndexFile is null
            ? $"SELECT COUNT(*) FROM pg_class WHERE relname = '{table}' AND pg_table_is_visible(oid)"
            : $"SELECT COUNT(*) FROM sqlite_master WHERE name = '{table}'") > 0;

    private IEnumerable<Finding> CheckFile(string file)
    {
        string? said;
        try
        {
            using var connection = Open(Sqlite(file));
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            command.CommandTimeout = 0;
            said = command.ExecuteScalar() as string;
        }
        catch (SqliteException fault)
        {
            said = fault.Message;
        }

        if (said != "ok")
            yield return new Finding(Path.GetFileName(file), null, $"The file is damaged: {said}", RestoreFile, IsMendable: file == IndexFile);
    }

    private static SqliteConnection Sqlite(string file) =>
        new(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());

    private static DbConnection Open(DbConnection connection)
    {
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
