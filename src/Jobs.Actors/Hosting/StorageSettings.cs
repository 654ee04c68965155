namespace Jobs.Hosting;

/// <summary>The keys of <c>storage { }</c>.</summary>
internal static class StorageSettings
{
    public static (StorageKind Kind, PostgresConnection? Connection) Read(SettingsSection storage, StorageKind otherwise, SettingsReading reading)
    {
        storage.NotYet("durability");
        var kind = storage.Read("kind", SettingKinds.Storage, otherwise);
        var problems = reading.Problems.Count;
        var connection = storage.Read("connection", SettingKinds.Connection, otherwise: null);
        var isReadable = reading.Problems.Count == problems;
        storage.Close();

        if (kind == StorageKind.Postgres && connection is null && isReadable)
            reading.Problem(storage.PathOf("connection"), "expected beside kind = postgres, got nothing", "write it here, or set JOBS_CONNECTION, which keeps its password out of files");
        else if (kind != StorageKind.Postgres && connection is not null)
            reading.Problem(storage.PathOf("connection"), $"has an effect with kind = postgres only, and kind is {SettingKinds.Storage.Show(kind)}");
        return (kind, connection);
    }
}
