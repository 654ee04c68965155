using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Internal;

internal sealed class TestOutputLogger : ActorBase
{
    private readonly ITestOutputHelper _output;

    public TestOutputLogger(ITestOutputHelper output) => _output = output;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized());
                return true;
            case LogEvent entry:
                Write(entry);
                return true;
            default:
                return false;
        }
    }

    private void Write(LogEvent entry)
    {
        try
        {
            _output.WriteLine(entry.ToString());
        }
        catch (InvalidOperationException)
        {
            // The test is over; its system still logs its end.
        }
    }
}
