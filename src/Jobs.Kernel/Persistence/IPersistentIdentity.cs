using Akka.Actor;

namespace Akka.Persistence;

public interface IPersistentIdentity
{
    /// <summary>Whose events these are: the same for every incarnation, and for one actor at a time.</summary>
    string PersistenceId { get; }

    /// <summary>The path of the journal's configuration; null or empty for the default.</summary>
    string? JournalPluginId { get; }

    string? SnapshotPluginId { get; }
}

public interface IPersistenceRecovery
{
    Recovery Recovery { get; }
}

public interface IPersistenceStash : IWithUnboundedStash;
