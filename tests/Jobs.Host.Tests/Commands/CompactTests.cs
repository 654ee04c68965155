using Jobs.Host.Commands;
using Jobs.Host.Serving;
using Jobs.Host.Tests.Processes;
using Microsoft.Data.Sqlite;

namespace Jobs.Host.Tests.Commands;

public sealed class CompactTests
{
    private const int Rows = 1000;

    [Theory]
    [InlineData("jobs.db")]
    [InlineData("index.db")]
    public async Task It_gives_back_what_deleted_rows_have_left(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Data);
        var file = Path.Combine(folder.Data, name);
        Execute(file, $"PRAGMA journal_mode = WAL; CREATE TABLE t(v); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) INSERT INTO t SELECT hex(randomblob(500)) FROM n; DELETE FROM t WHERE rowid > 1;");
        var before = new FileInfo(file).Length;

        var run = await CommandRun.Async("", "compact", "--data", folder.Data);

        Assert.Equal((ExitCodes.Ok, ""), (run.ExitCode, run.Error));
        Assert.InRange(new FileInfo(file).Length, 1, before / 10);
        Assert.Equal(1L, Execute(file, "SELECT COUNT(*) FROM t"));
    }

    [Fact]
    public async Task A_folder_that_a_host_uses_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        using var held = DataFolder.Open(folder.Data);

        (await CommandRun.Async("", "compact", "--data", folder.Data)).AssertFailed(ExitCodes.Conflict, "in use by another process");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_not_made()
    {
        using var folder = new TemporaryFolder();

        (await CommandRun.Async("", "compact", "--data", folder.Data)).AssertFailed(ExitCodes.Failed, "There is no data folder");

        Assert.False(Directory.Exists(folder.Data));
    }

    private static object? Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
