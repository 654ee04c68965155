using System.Text;
using Akka.Actor;
using Akka.Configuration;

namespace Jobs.Journal;

/// <summary>Binds what is stored or sent to <see cref="JobsSerializer"/>, in an ActorSystem that runs already.</summary>
internal static class SerializerBindings
{
    private const string Name = "jobs";

    /// <summary>
    /// Both ways are needed. A journal that runs already keeps the Serialization that is there now. And Akka.NET makes a new one from the configuration whenever an extension adds to
    /// that, as persistence does with its first actor: what was only added is forgotten then, and commits would be written as JSON, without their events.
    /// </summary>
    public static void AddTo(ExtendedActorSystem system)
    {
        var serializer = new JobsSerializer(system);
        system.Serialization.AddSerializer(Name, serializer);
        foreach (var type in JobsSerializer.Types)
            system.Serialization.AddSerializationMap(type, serializer);
        system.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString(Hocon()));
    }

    private static string Hocon()
    {
        var hocon = new StringBuilder();
        hocon.Append("akka.actor.serializers {\n").Append(Name).Append(" = \"").Append(NameOf(typeof(JobsSerializer))).Append("\"\n}\n");
        hocon.Append("akka.actor.serialization-bindings {\n");
        foreach (var type in JobsSerializer.Types)
            hocon.Append('"').Append(NameOf(type)).Append("\" = ").Append(Name).Append('\n');
        return hocon.Append("}\n").ToString();
    }

    private static string NameOf(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
