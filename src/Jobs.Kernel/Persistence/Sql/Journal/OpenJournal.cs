using Akka.Actor;
using Akka.Persistence.Sql.Db;

namespace Akka.Persistence.Sql.Journal;

/// <summary>A journal whose database is open: a thread that writes, a connection that reads, and the way between events and rows.</summary>
internal sealed class OpenJournal : IDirectWriter, IDisposable
{
    private readonly IActorRef _journal;

    public OpenJournal(ISqlDatabase database, bool initialize, ActorSystem system, IActorRef journal)
    {
        _journal = journal;
        Serializer = new JournalSerializer(system);
        if (initialize)
            database.Initialize();
        Reads = new ReopeningSession<IJournalReadSession>(database.OpenJournalReads);
        try
        {
            Reads.Open();
            Writer = new GroupCommitWriter(database);
        }
        catch
        {
            Reads.Dispose();
            throw;
        }
    }

    public GroupCommitWriter Writer { get; }

    /// <summary>Used by one thread at a time.</summary>
    public ReopeningSession<IJournalReadSession> Reads { get; }

    public JournalSerializer Serializer { get; }

    /// <summary>Serializes on the caller's thread, stores on the writer's, and answers from there.</summary>
    public void Write(WriteMessages writes) => Writer.Write(new EventsWrite(writes, _journal, Serializer));

    public void Dispose()
    {
        Writer.Dispose();
        Reads.Dispose();
    }
}
