using Jobs.Index;

namespace Jobs.Actors.Tests.Index;

public sealed class SqliteIndexTests : IndexDatabaseTests, IDisposable
{
    private readonly IndexFolder _folder = new();

    private protected override IIndexDatabase Database => _folder.Database;

    public void Dispose() => _folder.Dispose();
}
