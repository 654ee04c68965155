using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Persistence.Journal;
using Akka.Persistence.Sql.Db;

namespace Akka.Persistence.Sql.Journal;

/// <summary>
/// The journal <c>akka.persistence.journal.sql</c>. It opens its database for the first recovery, and again for the next one if that failed: an error stops
/// those who ask, with its reason, and nobody else.
/// </summary>
#pragma warning disable CA1001 // An actor is disposed of by PostStop.
internal sealed class SqlWriteJournal : ActorBase
#pragma warning restore CA1001
{
    /// <summary>Rows and bytes that are read at a time.</summary>
    private const int PageRowsMax = 1_000;
    private const long PageBytesMax = 8 * 1024 * 1024;

    private readonly Config _config;
    private readonly ReplayFilterSettings _filter;
    private readonly PersistenceExtension _extension;
    private readonly SqlThread _readThread;
    private readonly ILoggingAdapter _log;
    private Task<OpenJournal>? _opening;

    public SqlWriteJournal(Config journalConfig)
    {
        _config = journalConfig;
        _filter = ReplayFilterSettings.From(journalConfig);
        _extension = Persistence.Instance.Apply(Context.System);
        _readThread = new SqlThread("journal-reader");
        _log = Context.GetLogger();
    }

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case ReplayMessages replay:
                var journal = Open();
                _ = JournalReplay.RunAsync(
                    replay,
                    () => ReadHighest(journal, replay.PersistenceId),
                    (toSequenceNr, onEvent) => ReadPages(journal, replay, toSequenceNr, onEvent),
                    new ReplayFilter(_filter));
                return true;
            case DeleteMessagesTo delete:
                _ = Delete(Open(), delete).PipeTo(
                    delete.PersistentActor,
                    Self,
                    () => new DeleteMessagesSuccess(delete.ToSequenceNr),
                    cause => new DeleteMessagesFailure(cause, delete.ToSequenceNr));
                return true;
            case WriteMessages write:
                // Nobody recovers without an open journal and then writes past its direct way, unless this actor has been restarted in between.
                new JournalAnswers(write, Self).Failed(new InvalidOperationException("the journal has been restarted since this actor recovered"));
                return true;
            default:
                return false;
        }
    }

    protected override void PostStop()
    {
        // What waits is written before the actor system ends, and the file is closed when it has ended. It takes as long as one commit.
        _readThread.Dispose();
        if (_opening is not null && Opened(_opening) is { } journal)
            journal.Dispose();
    }

    private static OpenJournal? Opened(Task<OpenJournal> opening)
    {
        try
        {
            return opening.GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            // Whoever asked for it has been told why.
            return null;
        }
    }

    private Task<OpenJournal> Open()
    {
        if (_opening is null or { IsFaulted: true })
            _opening = OpenAsync(_extension.Journal(Self.Path.Name), Context.System, Self);
        return _opening;
    }

    private async Task<OpenJournal> OpenAsync(PersistencePlugin plugin, ActorSystem system, IActorRef self)
    {
        try
        {
            var journal = await _readThread.Run(() => new OpenJournal(SqlDatabases.From(_config), _config.GetBoolean("auto-initialize", true), system, self))
                .ConfigureAwait(false);
            plugin.DirectWriter = journal;
            return journal;
        }
        catch (Exception cause)
        {
            _log.Error(cause, "The journal {0} cannot be opened", self.Path.Name);
            throw;
        }
    }

    private async Task<long> ReadHighest(Task<OpenJournal> opening, string persistenceId)
    {
        var journal = await opening.ConfigureAwait(false);
        // An earlier incarnation may have left a write on its way: it counts.
        await journal.Writer.Flushed().ConfigureAwait(false);
        return await _readThread.Run(() => journal.Reads.UseOrRetry(reads => reads.ReadHighestSequenceNr(persistenceId))).ConfigureAwait(false);
    }

    private async Task ReadPages(Task<OpenJournal> opening, ReplayMessages replay, long toSequenceNr, Action<IPersistentRepresentation, int> onEvent)
    {
        var journal = await opening.ConfigureAwait(false);
        var next = replay.FromSequenceNr;
        var left = replay.Max;
        while (left > 0 && next <= toSequenceNr && await replay.Window.WaitForRoom().ConfigureAwait(false))
        {
            var rowsMax = (int)Math.Min(left, PageRowsMax);
            var rows = await _readThread
                .Run(() => journal.Reads.Use(reads => reads.Read(replay.PersistenceId, next, toSequenceNr, rowsMax, PageBytesMax, OnRow)))
                .ConfigureAwait(false);
            if (rows == 0)
                return;
            left -= rows;
        }

        void OnRow(JournalRow row)
        {
            onEvent(journal.Serializer.ToEvent(row), row.Message.Length);
            next = row.SequenceNr + 1;
        }
    }

    private static async Task Delete(Task<OpenJournal> opening, DeleteMessagesTo delete)
    {
        var journal = await opening.ConfigureAwait(false);
        await journal.Writer.DeleteTo(delete.PersistenceId, delete.ToSequenceNr).ConfigureAwait(false);
    }
}
