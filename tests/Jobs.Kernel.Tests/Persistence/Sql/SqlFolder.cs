using Akka.Actor;
using Akka.Configuration;
using Microsoft.Data.Sqlite;

namespace Jobs.Kernel.Tests.Persistence.Sql;

/// <summary>A database of a test's own, and actor systems on it.</summary>
public sealed class SqlFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobs-kernel-");

    public string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "test.db")};Pooling=False";

    public Config Config => ConfigFor(ConnectionString);

    public static Config ConfigFor(string connectionString) => ConfigurationFactory.ParseString($$"""
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          persistence {
            journal.plugin = "akka.persistence.journal.sql"
            journal.sql {
              class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
              connection-string = "{{connectionString}}"
              provider-name = "SQLite.MS"
              replay-filter.mode = fail
            }
            snapshot-store.plugin = "akka.persistence.snapshot-store.sql"
            snapshot-store.sql {
              class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
              connection-string = "{{connectionString}}"
              provider-name = "SQLite.MS"
            }
          }
          actor {
            serializers.ledger = "{{typeof(LedgerSerializer).FullName}}, {{typeof(LedgerSerializer).Assembly.GetName().Name}}"
            serialization-bindings {
              "{{typeof(Added).FullName}}, {{typeof(Added).Assembly.GetName().Name}}" = ledger
              "{{typeof(Noted).FullName}}, {{typeof(Noted).Assembly.GetName().Name}}" = ledger
              "{{typeof(Total).FullName}}, {{typeof(Total).Assembly.GetName().Name}}" = ledger
            }
          }
        }
        """);

    /// <summary>Rows of a query, their columns joined by a bar.</summary>
    public List<string> Query(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
