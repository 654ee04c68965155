using Jobs.Hosting;

namespace Jobs.Host.Serving;

/// <summary>What the host stores in, with the proof that no other host stores there as well.</summary>
internal sealed class HostStorage : IAsyncDisposable
{
    private readonly DataFolder? _folder;

    private HostStorage(JournalDatabase? journal, IndexSettings? index = null, DataFolder? folder = null, DatabaseLock? databaseLock = null)
    {
        _folder = folder;
        Journal = journal;
        Index = index;
        Lock = databaseLock;
    }

    /// <summary>Null: in memory.</summary>
    public JournalDatabase? Journal { get; }

    /// <summary>Null: there is none.</summary>
    public IndexSettings? Index { get; }

    /// <summary>Of a database that other machines reach as well; a data folder's lock can not be lost.</summary>
    public DatabaseLock? Lock { get; }

    /// <exception cref="Commands.CommandException">It can not be opened, or another host has it (exit code 4).</exception>
    public static async Task<HostStorage> OpenAsync(HostConfiguration configuration)
    {
        switch (configuration.Jobs)
        {
            case { Storage: StorageKind.Memory }:
                return new HostStorage(journal: null);
            case { Storage: StorageKind.Postgres, Connection: { } connection }:
                return new HostStorage(JournalDatabase.Postgres(connection), IndexSettings.Postgres(connection.ConnectionString), databaseLock: await DatabaseLock.TakeAsync(connection));
            default:
                var folder = DataFolder.Open(configuration.DataFolder);
                return new HostStorage(JournalDatabase.Sqlite(folder.DatabasePath), IndexSettings.Sqlite(folder.IndexPath), folder);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        if (Lock is not null)
            await Lock.DisposeAsync();
    }
}
