using Akka.Actor;

namespace Jobs.Kernel.Tests.Actor;

public sealed class PropsTests : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private int _evaluations;

    [Fact]
    public async Task The_arguments_of_an_expression_are_evaluated_once()
    {
        var props = Props.Create(() => new Answering(Next()));

        Assert.Equal("1", await Sys.ActorOf(props).Ask<string>("?", Patience));
        Assert.Equal("1", await Sys.ActorOf(props).Ask<string>("?", Patience));
    }

    [Fact]
    public async Task Arguments_find_their_constructor()
    {
        Assert.Equal("text", await Sys.ActorOf(Props.Create<Answering>("text")).Ask<string>("?", Patience));
        Assert.Equal("7", await Sys.ActorOf(Props.Create<Answering>(7)).Ask<string>("?", Patience));
        Assert.Equal("none", await Sys.ActorOf(Props.Create<Answering>()).Ask<string>("?", Patience));
        Assert.Equal("none", await Sys.ActorOf<Answering>().Ask<string>("?", Patience));
    }

    [Fact]
    public async Task A_constructor_that_is_not_public_is_refused()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Hidden()));

        await WatchAsync(actor);

        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public void Only_a_new_expression_makes_props() => Assert.ThrowsAny<Exception>(() => Props.Create(() => Make()));

    [Fact]
    public void Props_name_the_class_of_their_actor() => Assert.Equal(typeof(Answering), Props.Create(() => new Answering(1)).Type);

    private int Next() => ++_evaluations;

    private static Answering Make() => new(1);

    private sealed class Answering : ReceiveActor
    {
        public Answering()
            : this("none")
        {
        }

        public Answering(int number)
            : this(number.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
        }

        public Answering(string text) => Receive<string>(_ => Sender.Tell(text));
    }

    private sealed class Hidden : ReceiveActor
    {
        internal Hidden()
        {
        }
    }
}
