using Jobs.Index;
using Jobs.Index.Sqlite;

namespace Jobs.Actors.Tests.Index;

/// <summary>A folder for one index file, gone after the test.</summary>
internal sealed class IndexFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobs-index-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "index.db");

    public IIndexDatabase Database => new SqliteIndexDatabase(Path, isPowerSafe: false);

    /// <summary>Who was killed may still be closing its index, which makes files while they are deleted.</summary>
    public void Dispose() => SpinWait.SpinUntil(TryDelete, Patience);

    private bool TryDelete()
    {
        try
        {
            _folder.Delete(recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
