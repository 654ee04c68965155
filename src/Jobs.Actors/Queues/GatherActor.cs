using Akka.Actor;

namespace Jobs.Queues;

/// <summary>What is asked of every queue, and what is made of the answers.</summary>
internal abstract class GatherPlan(IReadOnlyDictionary<string, IActorRef> queues)
{
    public IReadOnlyDictionary<string, IActorRef> Queues { get; } = queues;

    /// <summary>What this queue is asked; null: nothing.</summary>
    public abstract object? Ask(string queue);

    /// <summary>How long the answers may take; what has not come by then is missing.</summary>
    public virtual TimeSpan Patience => TimeSpan.FromSeconds(10);

    /// <summary>Answers the asker, when all have answered or patience is over.</summary>
    public abstract void Finish(IReadOnlyDictionary<string, object> answers, IActorRef asker);
}

/// <summary>Asks all queues for one asker, and stops.</summary>
internal sealed class GatherActor : ReceiveActor
{
    private readonly GatherPlan _plan;
    private readonly IActorRef _asker;
    private readonly Dictionary<string, object> _answers = [];
    private int _asked;

    public GatherActor(GatherPlan plan, IActorRef asker)
    {
        _plan = plan;
        _asker = asker;
        Receive<Answer>(Handle);
        Receive<ReceiveTimeout>(_ => Finish());
    }

    protected override void PreStart()
    {
        foreach (var (queue, partition) in _plan.Queues)
        {
            if (_plan.Ask(queue) is not { } request)
                continue;
            _asked++;
            var self = Self;
            partition.Tell(request, Context.ActorOf(Props.Create(() => new Ear(queue, self))));
        }

        if (_asked == 0)
            Finish();
        else
            SetReceiveTimeout(_plan.Patience);
    }

    private void Handle(Answer answer)
    {
        _answers[answer.Queue] = answer.Message;
        if (_answers.Count == _asked)
            Finish();
    }

    private void Finish()
    {
        _plan.Finish(_answers, _asker);
        Context.Stop(Self);
    }

    private sealed record Answer(string Queue, object Message) : INoSerializationVerificationNeeded;

    /// <summary>Knows which queue an answer is from.</summary>
    private sealed class Ear : ReceiveActor
    {
        public Ear(string queue, IActorRef gatherer) => ReceiveAny(message => gatherer.Tell(new Answer(queue, message)));
    }
}
