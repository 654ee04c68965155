namespace Akka.Persistence.Hosting;

public enum PersistenceMode
{
    Both,

    Journal,

    SnapshotStore,
}
