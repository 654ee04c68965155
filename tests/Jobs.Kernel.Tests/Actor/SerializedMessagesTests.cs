using System.Text;
using Akka.Actor;
using Akka.Event;
using Akka.Serialization;

namespace Jobs.Kernel.Tests.Actor;

public sealed class SerializedMessagesTests : Akka.TestKit.Xunit2.TestKit
{
    private readonly IActorRef _actor;

    public SerializedMessagesTests()
        : base(
            """
            akka.actor.serialize-messages = on
            akka.actor.serializers.word = "Jobs.Kernel.Tests.Actor.SerializedMessagesTests+WordSerializer, Jobs.Kernel.Tests"
            akka.actor.serialization-bindings {
              "Jobs.Kernel.Tests.Actor.SerializedMessagesTests+Word, Jobs.Kernel.Tests" = word
              "Jobs.Kernel.Tests.Actor.SerializedMessagesTests+Unwritable, Jobs.Kernel.Tests" = word
            }
            """) => _actor = Sys.ActorOf(Props.Create(() => new Echo(TestActor)));

    [Fact]
    public async Task A_message_makes_the_detour_through_its_serializer()
    {
        var sent = new Word("word");

        _actor.Tell(sent);

        var received = (await ExpectMsgAsync<Opaque>()).Message;
        Assert.Equal(sent, received);
        Assert.NotSame(sent, received);
    }

    [Fact]
    public async Task A_message_that_never_leaves_the_process_is_passed_as_it_is()
    {
        var sent = new Local();

        _actor.Tell(sent);

        Assert.Same(sent, (await ExpectMsgAsync<Opaque>()).Message);
    }

    [Fact]
    public async Task A_message_that_cannot_be_written_is_an_error_on_the_event_stream()
    {
        _actor.Tell(new Local());
        await ExpectMsgAsync<Opaque>();

        await EventFilter.Custom<Error>(entry => entry.Cause?.InnerException is NotSupportedException).ExpectOneAsync(() =>
        {
            _actor.Tell(new Unwritable());
            return Task.CompletedTask;
        });
    }

    internal sealed record Word(string Text);

    internal sealed record Local : INoSerializationVerificationNeeded;

    internal sealed record Unwritable;

    internal sealed record Opaque(object Message) : INoSerializationVerificationNeeded;

    internal sealed class WordSerializer : SerializerWithStringManifest
    {
        public WordSerializer(ExtendedActorSystem system)
            : base(system)
        {
        }

        public override int Identifier => 4711;

        public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes((obj as Word ?? throw new NotSupportedException("not a word")).Text);

        public override object FromBinary(byte[] bytes, string manifest) => new Word(Encoding.UTF8.GetString(bytes));

        public override string Manifest(object o) => "W";
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo(IActorRef target) => ReceiveAny(message => target.Tell(new Opaque(message)));
    }
}
