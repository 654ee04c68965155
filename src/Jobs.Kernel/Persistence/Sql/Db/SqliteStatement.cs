using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Akka.Persistence.Sql.Db;

/// <summary>
/// A prepared statement on the bare SQLite API: the ADO layer costs more than the insert itself, and answers a busy database with sleeps of 150 ms where
/// SQLite's own busy handler waits a few.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int TextBytesOnStackMax = 1024;
    private static readonly object _number = new();
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    // What a parameter was bound to last, a string, DBNull or with _number the number; null: anything else. Many rows have the same in a column, and a binding stays.
    private readonly object?[] _bound;
    private readonly long[] _numbers;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
        _bound = new object?[raw.sqlite3_bind_parameter_count(_statement) + 1];
        _numbers = new long[_bound.Length];
    }

    public void Bind(int index, long value)
    {
        if (_bound[index] == _number && _numbers[index] == value)
            return;
        Check(raw.sqlite3_bind_int64(_statement, index, value));
        _bound[index] = _number;
        _numbers[index] = value;
    }

    public void Bind(int index, int? value) => Bind(index, (long?)value);

    public void Bind(int index, long? value)
    {
        if (value is { } number)
            Bind(index, number);
        else
            BindNull(index);
    }

    public void BindNull(int index)
    {
        if (_bound[index] == DBNull.Value)
            return;
        Check(raw.sqlite3_bind_null(_statement, index));
        _bound[index] = DBNull.Value;
    }

    public void Bind(int index, ReadOnlySpan<byte> value)
    {
        _bound[index] = null;
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, index, 0) : raw.sqlite3_bind_blob(_statement, index, value));
    }

    /// <summary>A text that is UTF-8 already.</summary>
    /// <remarks>An empty span has no address, and SQLite takes a text without one for NULL.</remarks>
    public void BindText(int index, ReadOnlySpan<byte> utf8)
    {
        _bound[index] = null;
        Check(utf8.IsEmpty ? raw.sqlite3_bind_text(_statement, index, "") : raw.sqlite3_bind_text(_statement, index, utf8));
    }

    public void Bind(int index, string? value)
    {
        if (value is null)
        {
            BindNull(index);
            return;
        }

        if (ReferenceEquals(_bound[index], value))
            return;
        var bytesMax = Encoding.UTF8.GetMaxByteCount(value.Length);
        var buffer = bytesMax <= TextBytesOnStackMax ? stackalloc byte[TextBytesOnStackMax] : new byte[bytesMax];
        var length = Encoding.UTF8.GetBytes(value, buffer);
        BindText(index, buffer[..length]);
        _bound[index] = value;
    }

    /// <summary>Runs to the next row; false at the end.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        if (code != raw.SQLITE_DONE)
        {
            // The message belongs to the connection's last call, so the error is made before the statement is reset.
            var error = ErrorOf(code);
            raw.sqlite3_reset(_statement);
            throw error;
        }

        return false;
    }

    /// <summary>Runs a statement that returns no rows. Bindings stay for the next run.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public void Reset() => raw.sqlite3_reset(_statement);

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public int? NullableInt32(int column)
        => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>The bytes of a blob or a text, good until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>How many rows the last statement of this connection has changed.</summary>
    public int Changes() => raw.sqlite3_changes(_database);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    public bool TextEquals(int column, string text)
    {
        var length = raw.sqlite3_column_bytes(_statement, column);
        if (length != text.Length || length > TextBytesOnStackMax)
            return false;
        Span<byte> bytes = stackalloc byte[TextBytesOnStackMax];
        return Encoding.UTF8.TryGetBytes(text, bytes, out var written)
            && raw.sqlite3_column_blob(_statement, column).SequenceEqual(bytes[..written]);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw ErrorOf(code);
    }

    private SqliteException ErrorOf(int code)
    {
        var extended = raw.sqlite3_extended_errcode(_database);
        return new SqliteException($"SQLite Error {code}: '{raw.sqlite3_errmsg(_database).utf8_to_string()}'.", code, extended);
    }
}
