using System.Data.Common;
using Jobs.Tests.Postgres;
using Npgsql;

namespace Jobs.Kernel.Tests.Persistence.Sql;

/// <summary>A database of a test's own on the server that the tests share; it goes with the server.</summary>
public sealed class PostgresStore(PostgresServer server) : SqlStore
{
    public const string Provider = "PostgreSQL.15";

    public override string ProviderName => Provider;

    public override string ConnectionString { get; } = server.CreateDatabase();

    public override void Dispose()
    {
    }

    protected override DbConnection Connect() => new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
}
