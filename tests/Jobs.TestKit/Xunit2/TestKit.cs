using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Internal;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>The base of a test class: xunit makes one per test, with an actor system of its own that ends with it.</summary>
public class TestKit : TestKitBase, IDisposable
{
    protected readonly ITestOutputHelper? Output;
    private bool _disposed;

    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : this(system, ActorSystemSetup.Empty, null, output)
    {
    }

    public TestKit(ActorSystemSetup config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : this(null, config, actorSystemName, output)
    {
    }

    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : this(null, ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config)), actorSystemName, output)
    {
    }

    public TestKit(string config, ITestOutputHelper? output = null)
        : this(ConfigurationFactory.ParseString(config), null, output)
    {
    }

    private TestKit(ActorSystem? system, ActorSystemSetup setup, string? actorSystemName, ITestOutputHelper? output)
        : base(system, setup, actorSystemName, null)
    {
        Output = output;
        if (output is not null)
            InitializeLogger(Sys);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What the test class has to end before its system does.</summary>
    protected virtual void AfterAll()
    {
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        _disposed = true;
        try
        {
            AfterAll();
        }
        finally
        {
            ActorCell.Current = null;
            Shutdown();
        }
    }

    /// <summary>Has the system's log written to the test's output as well.</summary>
    protected void InitializeLogger(ActorSystem system)
    {
        if (Output is null)
            return;
        var logger = ((ExtendedActorSystem)system).SystemActorOf(Props.Create(() => new TestOutputLogger(Output)), "log-test");
        logger.Tell(new InitializeLogger(system.EventStream), ActorRefs.Nobody);
        system.EventStream.Subscribe(logger, typeof(LogEvent));
    }
}
