using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Jobs.Kernel.Tests.Persistence.Sql;

/// <summary>SQLite, in a folder of its own.</summary>
public sealed class SqlFolder : SqlStore
{
    public const string Provider = "SQLite.MS";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobs-kernel-");

    public override string ProviderName => Provider;

    public override string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "test.db")};Pooling=False";

    public override void Dispose() => _folder.Delete(recursive: true);

    protected override DbConnection Connect() => new SqliteConnection(ConnectionString);
}
