namespace Jobs.Hosting;

/// <summary>
/// Where the index is kept: the jobs as SQL tables (<c>docs/storage.md</c>), from which a queue starts without reading its whole journal, and in which finished jobs are found for as long as they are
/// kept. It belongs to the journal: both are backed up together.
/// </summary>
public abstract record IndexSettings
{
    private protected IndexSettings()
    {
    }

    /// <summary>A SQLite file of its own, made when it is missing; its folder exists. Beside the journal's file, not in it: each has one writer.</summary>
    public static IndexSettings Sqlite(string path) => new SqliteIndexSettings(path);

    /// <summary>In PostgreSQL, in the database of the journal.</summary>
    /// <param name="connectionString">For Npgsql.</param>
    public static IndexSettings Postgres(string connectionString) => new PostgresIndexSettings(connectionString);

    /// <summary>Whether what is in the index survives a power failure: only then may anything of the journal be deleted. Default true.</summary>
    public bool IsPowerSafe { get; init; } = true;
}

/// <inheritdoc cref="IndexSettings.Sqlite"/>
public sealed record SqliteIndexSettings(string Path) : IndexSettings;

/// <inheritdoc cref="IndexSettings.Postgres"/>
public sealed record PostgresIndexSettings(string ConnectionString) : IndexSettings
{
    /// <summary>Without the connection string, which has a password in it.</summary>
    public override string ToString() => nameof(PostgresIndexSettings);
}
