using Akka.Actor;
using Akka.Persistence;
using Akka.Serialization;

namespace Jobs.Kernel.Tests.Persistence;

public sealed record Added(int Amount);

public sealed record Total(long Sum);

/// <summary>An event as large as one likes.</summary>
public sealed record Noted(int Length);

/// <summary>A persistent actor whose commands are the calls under test. It tells a probe what becomes of it.</summary>
public sealed class Ledger : ReceivePersistentActor
{
    private readonly IActorRef _probe;
    private long _sum;

    public Ledger(string id, IActorRef probe)
    {
        PersistenceId = id;
        _probe = probe;

        Recover<Added>(added => _sum += added.Amount);
        Recover<Noted>(noted => _sum += noted.Length);
        Recover<SnapshotOffer>(offer => _sum = ((Total)offer.Snapshot).Sum);
        Recover<RecoveryCompleted>(_ => probe.Tell($"recovered {_sum} at {LastSequenceNr}"));

        Command<Action<Ledger>>(act => act(this));
        Command<SaveSnapshotSuccess>(saved => probe.Tell($"saved {saved.Metadata.SequenceNr}"));
        Command<DeleteMessagesSuccess>(deleted => probe.Tell($"deleted to {deleted.ToSequenceNr}"));
        Command<DeleteMessagesFailure>(failed => probe.Tell($"not deleted to {failed.ToSequenceNr}"));
        Command<string>(Echo);
    }

    public override string PersistenceId { get; }

    public static Action<Ledger> Do(Action<Ledger> act) => act;

    public static Action<Ledger> Add(int amount) => ledger => ledger.Persist(new Added(amount), ledger.Apply);

    public static Action<Ledger> AddAsync(int amount) => ledger => ledger.PersistAsync(new Added(amount), ledger.Apply);

    public void Apply(Added added)
    {
        _sum += added.Amount;
        Sender.Tell($"added {added.Amount} at {LastSequenceNr}");
    }

    public void Snapshot() => SaveSnapshot(new Total(_sum));

    public void Echo(string text) => Sender.Tell(text);

    public void Keep() => Stash.Stash();

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => _probe.Tell($"failed {@event} at {sequenceNr}");

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => _probe.Tell($"rejected {@event}: {cause.Message}");

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => _probe.Tell($"not recovered: {reason.Message}");
}

/// <summary>Amounts as text, so that rows can be read in a test.</summary>
public sealed class LedgerSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override int Identifier => 4_711;

    public override string Manifest(object o) => o switch
    {
        Added => "added",
        Total => "total",
        Noted => "noted",
        _ => throw new ArgumentException($"{o.GetType()} is not the ledger's"),
    };

    public override byte[] ToBinary(object obj) => obj switch
    {
        Added { Amount: 13 } => throw new ArgumentException("thirteen cannot be written"),
        Added added => BitConverter.GetBytes((long)added.Amount),
        Total total => BitConverter.GetBytes(total.Sum),
        Noted noted => new byte[noted.Length],
        _ => throw new ArgumentException($"{obj.GetType()} is not the ledger's"),
    };

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "added" => new Added((int)BitConverter.ToInt64(bytes)),
        "total" => new Total(BitConverter.ToInt64(bytes)),
        "noted" => new Noted(bytes.Length),
        _ => throw new ArgumentException($"there is no manifest {manifest}"),
    };
}
