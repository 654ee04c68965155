using Akka.Actor;
using Akka.TestKit.Xunit2;
using Jobs.Checkpoints;
using Jobs.Index;
using Jobs.Messages;
using Jobs.Queues;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Index;

/// <summary>Questions to an index that has not caught up with its queue.</summary>
public sealed class IndexQuestionTests : TestKit
{
    public IndexQuestionTests(ITestOutputHelper output)
        : base("akka.loglevel = WARNING", null, output)
    {
    }

    [Fact]
    public async Task A_reader_gets_what_the_index_has()
    {
        var (index, queue, asker) = (CreateTestProbe(), CreateTestProbe(), CreateTestProbe());

        Ask(new IndexQuery(index.Ref, "email", _ => "a page", asker.Ref, asker.Ref, queue.Ref));
        await queue.ExpectMsgAsync<FollowUp>();
        queue.Reply(new IndexFollowed(IsBehind: true));

        await index.ExpectMsgAsync<ReadIndex>();
    }

    [Fact]
    public async Task Who_will_change_what_is_found_is_refused_rather_than_told_half_of_it()
    {
        var (index, queue, asker) = (CreateTestProbe(), CreateTestProbe(), CreateTestProbe());

        Ask(new IndexQuery(index.Ref, "email", _ => "matches", asker.Ref, asker.Ref, queue.Ref) { FollowWait = TimeSpan.FromSeconds(5), IsExact = true });
        Assert.Equal(TimeSpan.FromSeconds(5), (await queue.ExpectMsgAsync<FollowUp>()).Within);
        queue.Reply(new IndexFollowed(IsBehind: true));

        var refused = await asker.ExpectMsgAsync<RequestRefused>();
        Assert.Equal(Refusal.Codes.QueueUnavailable, refused.Refusal.Code);
        Assert.NotNull(refused.Refusal.RetryAfter);
    }

    private void Ask(IndexQuery query) => Sys.ActorOf(Props.Create(() => new IndexQuestion(query))).Tell(IndexQuestion.Ask.Instance);
}
