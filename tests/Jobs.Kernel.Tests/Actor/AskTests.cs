using Akka.Actor;
using Akka.Event;

namespace Jobs.Kernel.Tests.Actor;

public sealed class AskTests : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task The_first_answer_completes_the_question()
    {
        var asking = TestActor.Ask<string>("question", Patience);
        await ExpectMsgAsync("question");

        LastSender.Tell("answer");

        Assert.Equal("answer", await asking);
    }

    [Fact]
    public async Task No_answer_in_time_is_an_AskTimeoutException() =>
        await Assert.ThrowsAsync<AskTimeoutException>(() => TestActor.Ask<string>("question", Soon));

    [Fact]
    public async Task A_reply_after_the_timeout_goes_to_dead_letters()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        await Assert.ThrowsAsync<AskTimeoutException>(() => TestActor.Ask<string>("question", Soon));
        await ExpectMsgAsync("question");

        LastSender.Tell("too late");

        Assert.Equal("too late", (await ExpectMsgAsync<DeadLetter>()).Message);
    }

    [Fact]
    public async Task A_cancelled_question_is_a_cancelled_task()
    {
        using var cancellation = new CancellationTokenSource();
        var asking = TestActor.Ask<string>("question", cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task A_failure_as_the_answer_faults_the_question()
    {
        var asking = TestActor.Ask<string>("question", Patience);
        await ExpectMsgAsync("question");

        LastSender.Tell(new Status.Failure(new InvalidOperationException("no")));

        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => asking)).Message);
    }

    [Fact]
    public async Task An_answer_of_another_class_faults_the_question()
    {
        var asking = TestActor.Ask<string>("question", Patience);
        await ExpectMsgAsync("question");

        LastSender.Tell(42);

        await Assert.ThrowsAsync<ArgumentException>(() => asking);
    }

    [Fact]
    public async Task A_message_can_carry_the_address_to_answer_to()
    {
        var asking = TestActor.Ask<string>(replyTo => new Addressed(replyTo), Patience, CancellationToken.None);

        (await ExpectMsgAsync<Addressed>()).ReplyTo.Tell("answer");

        Assert.Equal("answer", await asking);
    }

    [Fact]
    public async Task PipeTo_sends_the_result_or_the_failure()
    {
        await Task.FromResult("result").PipeTo(TestActor);
        await ExpectMsgAsync("result");

        await Task.FromException<string>(new InvalidOperationException("broken")).PipeTo(TestActor);
        Assert.Equal("broken", (await ExpectMsgAsync<Status.Failure>()).Cause.Message);

        await Task.FromResult(1).PipeTo(TestActor, success: number => $"number {number}");
        await ExpectMsgAsync("number 1");

        await Task.FromException(new InvalidOperationException("broken")).PipeTo(TestActor, failure: failure => failure.Message);
        await ExpectMsgAsync("broken");
    }

    [Fact]
    public async Task Forward_keeps_the_sender()
    {
        var probe = CreateTestProbe();
        var forwarder = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)));

        forwarder.Tell("message", probe);

        await ExpectMsgAsync<string>((_, sender) => Assert.Equal(probe.Ref, sender));
    }

    private sealed record Addressed(IActorRef ReplyTo);

    private sealed class Forwarder : ReceiveActor
    {
        public Forwarder(IActorRef target) => ReceiveAny(message => target.Forward(message));
    }
}
