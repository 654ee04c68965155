using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using Jobs.Hosting;
using Jobs.Journal;

namespace Jobs.Actors.Tests.Journal;

public sealed class SerializerBindingTests() : TestKit("""
    akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
    akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
    """)
{
    [Fact]
    public void What_is_stored_stays_bound_when_an_extension_adds_to_the_configuration()
    {
        JobsSystem.Start(Sys, new JobsSettings { Queues = new Dictionary<string, QueueSettings> { ["email"] = new() } }, new JobHandlers());

        Sys.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString("some.extension.key = 1"));

        var serialization = ((ExtendedActorSystem)Sys).Serialization;
        Assert.All(JobsSerializer.Types, type => Assert.IsType<JobsSerializer>(serialization.FindSerializerForType(type)));
    }
}
