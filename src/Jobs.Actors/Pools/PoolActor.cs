using Akka.Actor;
using Jobs.Hosting;
using Jobs.Workers;

namespace Jobs.Pools;

/// <summary>
/// Shares workers among queues: each says how many it could use, gets them in the pool's order as they become free, and returns each when its attempt has ended. So the queue that is served first is
/// decided anew for every job, and each queue stays the single writer of its own jobs.
/// </summary>
internal sealed class PoolActor : ReceiveActor, IWithTimers
{
    /// <summary>While a queue is away its attempts go on: how often the pool looks which of them still run.</summary>
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private readonly string _name;
    private readonly PoolState _state;
    private readonly int _workers;
    private readonly Dictionary<string, Member> _members = new(StringComparer.Ordinal);

    public PoolActor(string name, PoolSettings settings)
    {
        _name = name;
        _workers = settings.Concurrency;
        _state = new PoolState(settings);
        Receive<JoinPool>(Handle);
        Receive<ChangeShare>(Handle);
        Receive<Terminated>(Handle);
        Receive<BusyWorkers>(Handle);
        Receive<LookAgain>(look => AskRouter(look.Queue));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="settings">With every queue that uses the pool.</param>
    public static Props Props(string name, PoolSettings settings) => Akka.Actor.Props.Create(() => new PoolActor(name, settings));

    private void Handle(JoinPool join)
    {
        Timers.Cancel(join.Queue);
        _members[join.Queue] = new Member(Context.Watch(Sender), join.Router, join.FirstWorker);
        _state.Join(join.Queue, join.Held);
        GiveOut();
    }

    private void Handle(ChangeShare change)
    {
        if (!IsMember(change.Queue))
            return;
        _state.Want(change.Queue, change.Wanted);
        _state.Return(change.Queue, change.Returned);
        GiveOut();
    }

    // A message of an actor that has stopped may still come after its successor has joined: what it says is void.
    private bool IsMember(string queue)
    {
        if (_members.TryGetValue(queue, out var member) && member.IsHere)
            return member.Queue.Equals(Sender);
        Sender.Tell(new JoinAgain(_name));
        return false;
    }

    private void Handle(Terminated terminated)
    {
        foreach (var (queue, member) in _members)
        {
            if (!member.Queue.Equals(terminated.ActorRef))
                continue;
            member.IsHere = false;
            _state.Want(queue, 0);
            AskRouter(queue);
            return;
        }
    }

    private void AskRouter(string queue) => _members[queue].Router.Tell(new ListBusyWorkers(queue));

    private void Handle(BusyWorkers busy)
    {
        var member = _members[busy.Queue];
        if (member.IsHere)
            return;
        var ours = busy.Workers.Select(worker => worker - member.FirstWorker).Where(worker => worker >= 0 && worker < _workers).ToList();
        _state.KeepOnly(busy.Queue, ours);
        GiveOut();
        if (ours.Count > 0)
            Timers.StartSingleTimer(busy.Queue, new LookAgain(busy.Queue), LookAgainAfter);
    }

    private void GiveOut()
    {
        foreach (var grants in _state.Grant().GroupBy(grant => grant.Queue, grant => grant.Worker))
            _members[grants.Key].Queue.Tell(new WorkersGranted(_name, [.. grants]));
    }

    private sealed class Member(IActorRef queue, IActorRef router, int firstWorker)
    {
        public IActorRef Queue { get; } = queue;

        public IActorRef Router { get; } = router;

        public int FirstWorker { get; } = firstWorker;

        public bool IsHere { get; set; } = true;
    }

    private sealed record LookAgain(string Queue) : INoSerializationVerificationNeeded;
}
