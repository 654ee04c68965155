using Akka.Persistence.Sql.Db;
using Jobs.Index.Tables;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Jobs.Index.Sqlite;

/// <summary>New rows of the table <c>jobs</c>, many in one statement: what a statement costs is paid once, and its cursors stand where the next row goes. A row costs half of what it costs alone.</summary>
internal sealed class SqliteNewJobs : IDisposable
{
    /// <summary>Rows in one statement.</summary>
    public const int RowsMax = 50;

    /// <summary>Rows with more payload go alone, where the statement weighs nothing. SQLite holds what was bound until it is bound anew, so this bounds its memory.</summary>
    public const int PayloadBytesMax = 16 * 1024;

    // FAIL leaves the rows before the one that fails. ABORT, which is usual, would take them back, and keeps a journal of its own for that, in a file.
    private static readonly string _insert = $"""
        INSERT OR FAIL INTO jobs ({string.Join(", ", JobColumns.All)}) VALUES {string.Join(", ", Enumerable.Range(0, RowsMax).Select(Parameters))}
        """;

    private readonly SqliteStatement _statement;
    private readonly List<(long Key, JobRow Row)> _rows = new(RowsMax);

    public SqliteNewJobs(sqlite3 database) => _statement = new SqliteStatement(database, _insert);

    public bool IsFull => _rows.Count == RowsMax;

    public static bool Takes(JobRow row) => row is { IsNew: true, Result: null, Payload.Bytes.Length: <= PayloadBytesMax };

    /// <summary>The rows that follow are of this partition.</summary>
    public void Begin(string queue, int partition)
    {
        _rows.Clear();
        for (var row = 0; row < RowsMax; row++)
            SqliteJobColumns.BindPartition(_statement, Offset(row), queue, partition);
    }

    public void Add(long key, JobRow row) => _rows.Add((key, row));

    /// <summary>Stores a full set of rows.</summary>
    /// <returns>False: one of them is there already; some may have been stored.</returns>
    public bool TryInsert()
    {
        for (var i = 0; i < _rows.Count; i++)
            SqliteJobColumns.Bind(_statement, Offset(i), _rows[i].Key, _rows[i].Row, _rows[i].Row.Payload!);
        try
        {
            _statement.Run();
            return true;
        }
        catch (SqliteException taken) when (taken.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
        {
            return false;
        }
    }

    /// <summary>What has been added since this was last asked.</summary>
    public IReadOnlyList<(long Key, JobRow Row)> Take()
    {
        var rows = _rows.ToArray();
        _rows.Clear();
        return rows;
    }

    public void Dispose() => _statement.Dispose();

    private static int Offset(int row) => row * JobColumns.All.Length;

    private static string Parameters(int row) => $"({string.Join(", ", JobColumns.All.Select((_, column) => $"?{Offset(row) + column + 1}"))})";
}
