namespace Jobs.Index.Tables;

/// <summary>Where the databases differ in what a table is made of.</summary>
/// <param name="Integer">64 bits. With SQLite it must have this very name, for the key to be the row's own number.</param>
/// <param name="ClusteredByKey">What stands behind a table whose rows lie in the order of a key of several columns.</param>
/// <param name="NowMicroseconds">The present, in µs since 1970.</param>
internal sealed record SqlTypes(string Integer, string Bytes, string ClusteredByKey, string NowMicroseconds)
{
    public static SqlTypes Sqlite { get; } = new("INTEGER", "BLOB", " WITHOUT ROWID", "CAST(unixepoch('subsec') * 1000000 AS INTEGER)");

    public static SqlTypes Postgres { get; } = new("BIGINT", "BYTEA", "", "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)");
}
