using Npgsql;
using NpgsqlTypes;

namespace Jobs.Index.Postgres;

/// <summary>A prepared statement whose parameters are numbers, texts and bytes.</summary>
internal sealed class PostgresStatement : IDisposable
{
    private readonly NpgsqlCommand _command;

    public PostgresStatement(NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlDbType> parameters)
    {
        _command = new NpgsqlCommand(sql, connection);
        foreach (var type in parameters)
            _command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        _command.Prepare();
    }

    /// <returns>How many rows it has changed.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    public void Read(Func<PostgresRow, bool> onRow, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        var row = new PostgresRow(reader);
        while (reader.Read() && onRow(row))
        {
        }
    }

    public List<T> ReadAll<T>(Func<PostgresRow, T> make, params ReadOnlySpan<object?> values)
    {
        var all = new List<T>();
        Read(
            row =>
            {
                all.Add(make(row));
                return true;
            },
            values);
        return all;
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
