using Akka.Configuration;
using Akka.Persistence.Snapshot;
using Akka.Persistence.Sql.Db;

namespace Akka.Persistence.Sql.Snapshot;

/// <summary>The snapshot store <c>akka.persistence.snapshot-store.sql</c>. It opens its database when it is first used, on a thread of its own.</summary>
#pragma warning disable CA1001 // An actor is disposed of by PostStop.
internal sealed class SqlSnapshotStore : SnapshotStore
#pragma warning restore CA1001
{
    private readonly Config _config;
    private readonly PayloadSerializer _serializer = new(Context.System);
    private readonly SqlThread _thread = new("snapshot-store");
    private readonly ReopeningSession<ISnapshotSession> _session;
    private bool _isInitialized;

    public SqlSnapshotStore(Config snapshotConfig)
    {
        _config = snapshotConfig;
        _session = new ReopeningSession<ISnapshotSession>(Open);
    }

    protected override async Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var found = await _thread.Run(() => _session.UseOrRetry(session => session.ReadLatest(Range(persistenceId, criteria)))).ConfigureAwait(false);
        if (found is not { } row)
            return null;

        var metadata = new SnapshotMetadata(persistenceId, row.SequenceNr, new DateTime(row.Created, DateTimeKind.Utc));
        return new SelectedSnapshot(metadata, _serializer.FromBytes(row.Snapshot, row.SerializerId, row.Manifest));
    }

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        var (bytes, identifier, manifest) = _serializer.ToBytes(snapshot);
        var row = new SnapshotRow(metadata.PersistenceId, metadata.SequenceNr, metadata.Timestamp.Ticks, bytes, identifier, manifest);
        return Run(session => session.Save(row));
    }

    protected override Task DeleteAsync(SnapshotMetadata metadata)
    {
        var createdMax = metadata.Timestamp > DateTime.MinValue ? metadata.Timestamp.Ticks : long.MaxValue;
        return Run(session => session.Delete(new SnapshotRange(metadata.PersistenceId, metadata.SequenceNr, metadata.SequenceNr, 0, createdMax)));
    }

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria)
        => Run(session => session.Delete(Range(persistenceId, criteria)));

    protected override void PostStop() => _thread.Dispose(_session.Dispose);

    private static SnapshotRange Range(string persistenceId, SnapshotSelectionCriteria criteria) => new(
        persistenceId, criteria.MinSequenceNr, criteria.MaxSequenceNr, criteria.MinTimestamp.GetValueOrDefault().Ticks, criteria.MaxTimeStamp.Ticks);

    private Task<object?> Run(Action<ISnapshotSession> call) => _thread.Run(() => _session.UseOrRetry<object?>(session =>
    {
        call(session);
        return null;
    }));

    private ISnapshotSession Open()
    {
        var database = SqlDatabases.From(_config);
        if (!_isInitialized && _config.GetBoolean("auto-initialize", true))
            database.Initialize();
        _isInitialized = true;
        return database.OpenSnapshots();
    }
}
