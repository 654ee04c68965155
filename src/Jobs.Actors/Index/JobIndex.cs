using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Jobs.Index;

/// <summary>The index as an actor: others send what is to be stored and ask what they want to know; two threads of its own do it.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "An actor is disposed of by PostStop.")]
internal sealed class JobIndex : ReceiveActor
{
    private readonly IndexWriter _writer;
    private readonly IndexReader _reader;

    public JobIndex(IIndexDatabase database, ILoggerFactory loggers)
    {
        var opening = new Lock();
        _writer = new IndexWriter(new IndexSession<IIndexWrites>(database, from => from.OpenWrites(), opening), Self, loggers.CreateLogger<JobIndex>());
        _reader = new IndexReader(new IndexSession<IIndexReads>(database, from => from.OpenReads(), opening), Self);

        Receive<StopIndexAfter>(stop => Context.Watch(stop.Queues));
        Receive<Terminated>(_ => Context.Stop(Self));
        Receive<StoreCheckpoint>(store => _writer.Write(new PartWrite(store.Part, Sender)));
        Receive<ChangeIndex>(change => _writer.Write(new ChangeWrite(change.Change, Sender)));
        Receive<LoadCheckpoint>(Load);
        Receive<ReadIndex>(read => _reader.Read(read.Read, Sender));
    }

    public static Props Props(IIndexDatabase database, ILoggerFactory loggers) => Akka.Actor.Props.Create(() => new JobIndex(database, loggers));

    // An incarnation before may have left a part on its way: the next one has to know of it.
    private void Load(LoadCheckpoint load)
    {
        var asker = Sender;
        _writer.Write(new AfterWrites(() => _reader.ReadForStart(reads => new CheckpointLoaded(reads.Load(load.PersistenceId, load.MinutesFrom)), asker), asker));
    }

    protected override void PostStop()
    {
        _writer.Dispose();
        _reader.Dispose();
    }
}
