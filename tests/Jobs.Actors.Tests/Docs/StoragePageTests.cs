using System.Text.RegularExpressions;
using Jobs.Actors.Tests.Index;
using Microsoft.Data.Sqlite;
using static Jobs.Actors.Tests.Index.IndexSamples;

namespace Jobs.Actors.Tests.Docs;

/// <summary>The page about storage names every table and column that there is, and its queries run.</summary>
public sealed partial class StoragePageTests : IDisposable
{
    private readonly IndexFolder _folder = new();
    private readonly SqliteConnection _connection;
    private readonly string _page = File.ReadAllText("docs/storage.md");

    public StoragePageTests()
    {
        _folder.Database.Initialize();
        using (var writes = _folder.Database.OpenWrites())
        {
            writes.Write([
                Whole(1,
                    Job(1, JobStatus.Dead, endedAt: Morning) with { ErrorMessage = "greylisted" },
                    Job(2) with { Tags = ["vip"], Payload = JobPayload.Json(new { to = "a@example.com" }) }) with
                {
                    Minutes = [new Jobs.Index.MinuteRow(1, 2, 0, 1, 1, default, default)],
                },
            ]);
        }

        _connection = new SqliteConnection($"Data Source={_folder.Path};Pooling=False");
        _connection.Open();
    }

    [Fact]
    public void Each_table_of_the_index_is_described_with_all_its_columns()
    {
        var described = Section().Matches(_page).ToDictionary(section => section.Groups["table"].Value, section => Column().Matches(section.Groups["text"].Value).Select(column => column.Groups["name"].Value));
        var tables = Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");

        Assert.Equal(tables.Append("journal").Append("snapshot").Order(), described.Keys.Order());
        Assert.All(tables, table => Assert.Equal(Query($"SELECT name FROM pragma_table_info('{table}')"), described[table]));
    }

    [Fact]
    public void Each_query_of_the_page_runs_and_finds_something()
    {
        var queries = Block().Matches(_page).Select(block => block.Groups["sql"].Value).ToList();

        Assert.Equal(5, queries.Count);
        Assert.All(queries, query => Assert.NotEmpty(Query(query)));
    }

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    private List<string> Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }

    [GeneratedRegex(@"^### (?<table>\w+)$(?<text>.*?)(?=^##)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Column();

    [GeneratedRegex(@"^```sql\n(?<sql>.*?)```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
