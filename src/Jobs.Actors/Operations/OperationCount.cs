using Akka.Actor;
using Jobs.Core;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.Operations;

/// <summary>Counts what a request matches, queue by queue, for one asker, and stops. Where each walk ends is fixed here: what changes from now on does not belong to it.</summary>
internal sealed class OperationCount : ReceiveActor, IWithTimers
{
    /// <summary>Ids that a queue names at once.</summary>
    public const int MatchesAtOnce = 10_000;

    private readonly StartOperation _request;
    private readonly IActorRef _asker;
    private readonly IReadOnlyDictionary<string, IActorRef> _queues;
    private readonly JobFilter? _filter;
    private readonly Queue<string> _left;
    private readonly List<OperationWalk> _walks = [];
    private DateTimeOffset _at;
    private long _matched;
    private long _matchedHere;

    public OperationCount(StartOperation request, IActorRef asker, IReadOnlyDictionary<string, IActorRef> queues)
    {
        _request = request;
        _asker = asker;
        _queues = queues;
        _filter = OperationRequests.FilterOf(request);
        _left = new Queue<string>(request.Queue is { } queue ? [queue] : queues.Keys);

        Receive<Matched>(Handle);
        Receive<RequestRefused>(Refuse);
        Receive<OutOfPatience>(_ => Refuse(new RequestRefused(new Refusal(
            Refusal.Codes.QueueUnavailable,
            $"What matches could not be counted within {OperationBounds.CountWait.TotalSeconds:0} s; nothing was done. Name a queue or narrow the filter.",
            Refusals.OverloadRetryAfter))));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(StartOperation request, IActorRef asker, IReadOnlyDictionary<string, IActorRef> queues) =>
        Akka.Actor.Props.Create(() => new OperationCount(request, asker, queues));

    protected override void PreStart()
    {
        _at = Context.System.Scheduler.Now.ToUniversalTime();
        Timers.StartSingleTimer(nameof(OutOfPatience), OutOfPatience.Instance, OperationBounds.CountWait);
        AskNext();
    }

    private void AskNext()
    {
        if (_left.TryPeek(out var queue) && Room() > 0)
            Ask(queue, from: null, to: null);
        else
            Finish();
    }

    private void Ask(string queue, long? from, long? to) =>
        _queues[queue].Tell(OperationRequests.Match(_request, _filter, queue, _at, from, to, (int)Math.Min(MatchesAtOnce, Room())), Self);

    private long Room() => (_request.Limit ?? long.MaxValue) - _matched;

    private void Handle(Matched matched)
    {
        if (_walks.Count == 0 || _walks[^1].Queue != matched.Queue)
            Begin(matched);
        _matched += matched.Ids.Count;
        _matchedHere += matched.Ids.Count;
        if (!matched.IsOver && Room() > 0)
        {
            Ask(matched.Queue, matched.Reached, matched.To);
            return;
        }

        if (_matchedHere == 0)
            _walks.RemoveAt(_walks.Count - 1);
        _left.Dequeue();
        AskNext();
    }

    private void Begin(Matched first)
    {
        _walks.Add(new OperationWalk(first.Queue, first.From, first.To));
        _matchedHere = 0;
    }

    private void Refuse(RequestRefused refused)
    {
        _asker.Tell(refused);
        Context.Stop(Self);
    }

    private void Finish()
    {
        Context.Parent.Tell(new OperationCounted(_request, [.. _walks], _matched, _asker));
        Context.Stop(Self);
    }

    private sealed record OutOfPatience : INoSerializationVerificationNeeded
    {
        public static OutOfPatience Instance { get; } = new();
    }
}

/// <param name="Walks">Those queues in which something matched.</param>
internal sealed record OperationCounted(StartOperation Request, IReadOnlyList<OperationWalk> Walks, long Matched, IActorRef Asker) : INoSerializationVerificationNeeded;
