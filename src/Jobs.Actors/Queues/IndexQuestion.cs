using Akka.Actor;
using Jobs.Core;
using Jobs.Index;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>Asks the index for one asker, when it is told to, and stops.</summary>
internal sealed class IndexQuestion : ReceiveActor
{
    /// <summary>Longest wait for the index; whoever has asked is told, and may ask again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public IndexQuestion(IActorRef index, string queue, Func<IIndexReads, object> read, IActorRef asker)
    {
        Receive<Ask>(_ =>
        {
            index.Tell(new ReadIndex(read));
            SetReceiveTimeout(Patience);
        });
        Receive<IndexUnreadable>(unreadable => Answer(new RequestRefused(Refusals.IndexUnreadable(queue, unreadable.Cause))));
        Receive<ReceiveTimeout>(_ => Answer(new RequestRefused(Refusals.IndexUnreadable(queue, new TimeoutException($"no answer within {Patience.TotalSeconds} s")))));
        ReceiveAny(Answer);

        void Answer(object answer)
        {
            asker.Tell(answer);
            Context.Stop(Self);
        }
    }

    internal sealed record Ask : INoSerializationVerificationNeeded
    {
        public static Ask Instance { get; } = new();
    }
}
