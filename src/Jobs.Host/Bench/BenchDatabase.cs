using System.Data.Common;
using Jobs.Host.Commands;
using Jobs.Host.Serving;
using Jobs.Hosting;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Jobs.Host.Bench;

/// <summary>Where a run keeps its journal: a folder of its own, or a schema of its own in the database that <c>JOBS_CONNECTION</c> names, so that nobody's jobs are touched.</summary>
internal sealed class BenchDatabase
{
    private readonly Func<DbConnection>? _open;
    private readonly PostgresConnection? _whole;
    private readonly string? _schema;

    private BenchDatabase(JournalDatabase? journal, IndexSettings? index = null, Func<DbConnection>? open = null, PostgresConnection? whole = null, string? schema = null)
    {
        Journal = journal;
        Index = index;
        _open = open;
        _whole = whole;
        _schema = schema;
    }

    /// <summary>Null: in memory.</summary>
    public JournalDatabase? Journal { get; }

    /// <summary>Null: there is none on this storage.</summary>
    public IndexSettings? Index { get; }

    /// <exception cref="CommandException">There is no connection, or it does not work.</exception>
    public static BenchDatabase Create(BenchOptions options, string folder, string? connection)
    {
        if (options.Storage == "memory")
            return new BenchDatabase(journal: null);
        if (options.Storage == "postgres")
            return CreateSchema(options, connection);
        var journal = JournalDatabase.Sqlite(Path.Combine(folder, "jobs.db"));
        var index = new SqliteIndexSettings(Path.Combine(folder, "index.db")) { IsPowerSafe = options.DurabilityFull };
        return new BenchDatabase(journal, index, () => new SqliteConnection(journal.ConnectionString));
    }

    /// <summary>Rows of a queue in the journal; 0 where the storage has none.</summary>
    public long CountCommits(string queue) => _open is null ? 0 : (long)Execute(_open(), "SELECT COUNT(*) FROM journal WHERE persistence_id = @id", $"queue/{queue}/0")!;

    public void Drop()
    {
        if (_whole is not null)
            Execute(new NpgsqlConnection(_whole.ConnectionString), $"DROP SCHEMA {_schema} CASCADE");
    }

    private static BenchDatabase CreateSchema(BenchOptions options, string? connection)
    {
        if (!PostgresConnection.TryParse(connection ?? "", out var whole))
        {
            throw new CommandException(
                ExitCodes.Usage,
                $"--storage postgres needs a database: {ServeOptions.ConnectionVariable} is {(string.IsNullOrEmpty(connection) ? "not set" : "no connection string for PostgreSQL")}.",
                null,
                $"Set {ServeOptions.ConnectionVariable}=\"Host=localhost;Database=jobs;Username=jobs;Password=…\"; the run makes a schema of its own there and drops it.");
        }

        var schema = $"jobs_bench_{Environment.ProcessId}";
        try
        {
            Execute(new NpgsqlConnection(whole.ConnectionString), $"CREATE SCHEMA {schema}");
        }
        catch (DbException fault)
        {
            throw new CommandException(ExitCodes.Failed, $"The PostgreSQL database {whole} can not be used.", fault.Message);
        }

        var own = whole.InSchema(schema);
        var index = IndexSettings.Postgres(own.ConnectionString) with { IsPowerSafe = options.DurabilityFull };
        return new BenchDatabase(JournalDatabase.Postgres(own), index, open: () => new NpgsqlConnection(own.ConnectionString), whole: whole, schema: schema);
    }

    private static object? Execute(DbConnection connection, string sql, string? id = null)
    {
        using (connection)
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            if (id is not null)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "id";
                parameter.Value = id;
                command.Parameters.Add(parameter);
            }

            return command.ExecuteScalar();
        }
    }
}
