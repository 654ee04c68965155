using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Jobs.Hosting;

/// <summary>How a PostgreSQL database is reached. It may hold a password, so it shows only where the database is.</summary>
public sealed class PostgresConnection
{
    private const string Hidden = "***";

    private readonly NpgsqlConnectionStringBuilder _parts;

    private PostgresConnection(NpgsqlConnectionStringBuilder parts, string connectionString)
    {
        _parts = parts;
        ConnectionString = connectionString;
    }

    /// <summary>As it was written, for Npgsql, secrets included.</summary>
    public string ConnectionString { get; }

    /// <summary>As it was written, with every secret hidden.</summary>
    public string Masked
    {
        get
        {
            var shown = new NpgsqlConnectionStringBuilder(ConnectionString);
            if (shown.Password is not null)
                shown.Password = Hidden;
            if (shown.SslPassword is not null)
                shown.SslPassword = Hidden;
            return shown.ToString();
        }
    }

    /// <param name="text">In Npgsql's form: <c>Host=localhost;Database=jobs;Username=jobs;Password=…</c></param>
    public static bool TryParse(string text, [MaybeNullWhen(false)] out PostgresConnection connection)
    {
        connection = null;
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            if (!string.IsNullOrWhiteSpace(parts.Host))
                connection = new PostgresConnection(parts, text);
        }
        catch (ArgumentException)
        {
            // What it says repeats pieces of the text, and a piece may be half of a password.
        }

        return connection is not null;
    }

    /// <summary>The same database, with its tables in another schema than the role's own.</summary>
    public PostgresConnection InSchema(string schema)
    {
        var parts = new NpgsqlConnectionStringBuilder(ConnectionString) { SearchPath = schema };
        return new PostgresConnection(parts, parts.ToString());
    }

    /// <summary><c>jobs on db.example.org:5432</c></summary>
    public override string ToString() => $"{_parts.Database ?? _parts.Username ?? "the default database"} on {_parts.Host}{(_parts.Host!.Contains(':', StringComparison.Ordinal) ? "" : $":{_parts.Port}")}";
}
