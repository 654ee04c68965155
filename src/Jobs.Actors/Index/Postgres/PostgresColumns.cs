using Npgsql;
using NpgsqlTypes;

namespace Jobs.Index.Postgres;

/// <summary>One column of many rows, an array parameter of a statement.</summary>
internal abstract class PostgresColumn
{
    public abstract NpgsqlParameter Parameter { get; }

    public abstract void Clear();
}

internal sealed class PostgresColumn<T>(NpgsqlDbType type) : PostgresColumn
{
    private readonly List<T> _values = [];

    public override NpgsqlParameter Parameter => new NpgsqlParameter<List<T>> { TypedValue = _values, NpgsqlDbType = NpgsqlDbType.Array | type };

    public void Add(T value) => _values.Add(value);

    public override void Clear() => _values.Clear();
}
