using Jobs.Index.Tables;
using Npgsql;

namespace Jobs.Index.Postgres;

/// <summary>The row at which a reader stands.</summary>
internal readonly struct PostgresRow(NpgsqlDataReader reader) : IStoredRow
{
    public bool IsNull(int column) => reader.IsDBNull(column);

    public long Int64(int column) => reader.GetInt64(column);

    public string Text(int column) => reader.GetString(column);

    public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    /// <summary>Into a buffer that is there already, and made larger if need be.</summary>
    public ReadOnlySpan<byte> Bytes(int column, ref byte[] buffer)
    {
        var length = (int)reader.GetBytes(column, 0, null, 0, 0);
        if (buffer.Length < length)
            buffer = new byte[length * 2];
        reader.GetBytes(column, 0, buffer, 0, length);
        return buffer.AsSpan(0, length);
    }
}
