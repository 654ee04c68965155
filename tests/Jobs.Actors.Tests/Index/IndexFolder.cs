using Jobs.Index;
using Jobs.Index.Sqlite;

namespace Jobs.Actors.Tests.Index;

/// <summary>A folder for one index file, gone after the test.</summary>
internal sealed class IndexFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobs-index-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "index.db");

    public IIndexDatabase Database => new SqliteIndexDatabase(Path, isPowerSafe: false);

    public void Dispose() => _folder.Delete(recursive: true);
}
