using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace Jobs.Kernel.Tests.Serialization;

public sealed class SerializationTests : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create("serialization", ConfigurationFactory.ParseString($$"""
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          actor {
            serializers.text = "{{Name(typeof(TextSerializer))}}"
            serializers.other = "{{Name(typeof(OtherSerializer))}}"
            serialization-identifiers {
              "{{Name(typeof(TextSerializer))}}" = 501
            }
            serialization-bindings {
              "{{Name(typeof(IText))}}" = text
              "{{Name(typeof(Special))}}" = other
            }
          }
        }
        """));

    private Akka.Serialization.Serialization Serialization => _system.Serialization;

    [Fact]
    public void A_bound_interface_serves_what_implements_it()
    {
        var serializer = Serialization.FindSerializerFor(new Plain("a"));

        Assert.IsType<TextSerializer>(serializer);
        Assert.Equal(501, serializer.Identifier);
        Assert.Equal("Plain", Akka.Serialization.Serialization.ManifestFor(serializer, new Plain("a")));
        Assert.Equal(new Plain("a"), Serialization.Deserialize(serializer.ToBinary(new Plain("a")), 501, "Plain"));
    }

    [Fact]
    public void A_bound_class_serves_what_derives_from_it()
    {
        Assert.IsType<OtherSerializer>(Serialization.FindSerializerForType(typeof(Special)));
        Assert.IsType<OtherSerializer>(Serialization.FindSerializerForType(typeof(Derived)));
    }

    [Fact]
    public void A_binding_can_be_added_to_a_running_system()
    {
        var serializer = new OtherSerializer((ExtendedActorSystem)_system);
        Serialization.AddSerializer("late", serializer);
        Serialization.AddSerializationMap(typeof(Unbound), serializer);

        Assert.Same(serializer, Serialization.FindSerializerFor(new Unbound()));
    }

    [Fact]
    public void A_binding_comes_with_an_extensions_configuration()
    {
        _system.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString($"akka.actor.serialization-bindings {{\n \"{Name(typeof(Injected))}\" = other\n}}"));

        Assert.IsType<OtherSerializer>(_system.Serialization.FindSerializerForType(typeof(Injected)));
        Assert.IsType<TextSerializer>(_system.Serialization.FindSerializerForType(typeof(Plain)));
    }

    [Fact]
    public void An_unknown_identifier_is_refused()
        => Assert.Contains("777", Assert.Throws<SerializationException>(() => Serialization.Deserialize([], 777, "x")).Message, StringComparison.Ordinal);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    internal static string Name(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";

    public interface IText
    {
        string Text { get; }
    }

    public sealed record Plain(string Text) : IText;

    public record Special(string Text);

    public sealed record Derived(string Text) : Special(Text);

    public sealed record Unbound;

    public sealed record Injected;

    public sealed class TextSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override string Manifest(object o) => o.GetType().Name;

        public override byte[] ToBinary(object obj) => System.Text.Encoding.UTF8.GetBytes(((IText)obj).Text);

        public override object FromBinary(byte[] bytes, string manifest) => new Plain(System.Text.Encoding.UTF8.GetString(bytes));
    }

    public sealed class OtherSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override int Identifier => 502;

        public override string Manifest(object o) => "other";

        public override byte[] ToBinary(object obj) => [];

        public override object FromBinary(byte[] bytes, string manifest) => new Special("");
    }
}
