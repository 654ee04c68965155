using Akka.Persistence.Sql.Db;
using Jobs.Index.Tables;

namespace Jobs.Index.Sqlite;

/// <summary>The row at which a statement stands.</summary>
internal readonly struct SqliteRow(SqliteStatement statement) : IStoredRow
{
    public bool IsNull(int column) => statement.IsNull(column);

    public long Int64(int column) => statement.Int64(column);

    public string Text(int column) => statement.Text(column);

    public byte[] Bytes(int column) => statement.Blob(column);
}
