using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>The logger of test systems: prints what no event filter takes.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<LogFilter> _filters = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize:
                foreach (var channel in (Type[])[typeof(Mute), typeof(Unmute), typeof(DeadLetter)])
                    initialize.LoggingBus.Subscribe(Context.Self, channel);
                Sender.Tell(new LoggerInitialized());
                return true;
            case Mute mute:
                _filters.AddRange(mute.Filters);
                return true;
            case Unmute unmute:
                _filters.RemoveAll(unmute.Filters.Contains);
                return true;
            case LogEvent entry:
                if (!IsTaken(entry))
                    Print(entry);
                return true;
            case DeadLetter letter:
                IsTaken(new Warning(letter.Recipient.Path.ToString(), letter.Recipient.GetType(), letter));
                return true;
            default:
                return false;
        }
    }

    private bool IsTaken(LogEvent entry) => _filters.Exists(filter => filter.Takes(entry));
}
