using System.Data.Common;
using Akka.Configuration;

namespace Jobs.Kernel.Tests.Persistence.Sql;

/// <summary>A database of a test's own, and the configuration of actor systems on it.</summary>
public abstract class SqlStore : IDisposable
{
    public abstract string ProviderName { get; }

    public abstract string ConnectionString { get; }

    public Config Config => ConfigFor(ConnectionString, ProviderName);

    public static Config ConfigFor(string connectionString, string providerName) => ConfigurationFactory.ParseString($$"""
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          persistence {
            journal.plugin = "akka.persistence.journal.sql"
            journal.sql {
              class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
              connection-string = {{Quote(connectionString)}}
              provider-name = "{{providerName}}"
              replay-filter.mode = fail
            }
            snapshot-store.plugin = "akka.persistence.snapshot-store.sql"
            snapshot-store.sql {
              class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
              connection-string = {{Quote(connectionString)}}
              provider-name = "{{providerName}}"
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

    /// <summary>Rows of a query, their columns joined by a bar; bytes in hex, truth as 1 and 0.</summary>
    public List<string> Query(string sql)
    {
        using var connection = Connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Show(reader.GetValue(column)))));
        return rows;
    }

    public abstract void Dispose();

    protected abstract DbConnection Connect();

    private static string? Show(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        bool truth => truth ? "1" : "0",
        _ => value.ToString(),
    };

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
