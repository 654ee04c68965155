using Akka.Actor;

namespace Akka.Event;

/// <summary>Logs dead letters, as many as <c>akka.log-dead-letters</c> says.</summary>
internal sealed class DeadLetterListener : ActorBase
{
    private readonly int _max;
    private int _count;

    public DeadLetterListener(int max) => _max = max;

    protected override bool Receive(object message)
    {
        if (message is not AllDeadLetters letter || _count >= _max)
            return true;
        _count++;
        var fate = letter is UnhandledMessage ? "was unhandled" : "was not delivered";
        var last = _count == _max ? ", no more dead letters will be logged" : "";
        var log = Logging.GetLogger(Context);
        log.Log(
            LogLevel.InfoLevel,
            null,
            $"Message [{letter.Message.GetType().Name}] from {letter.Sender} to {letter.Recipient} {fate}. [{_count}] dead letters encountered{last}. "
            + "This logging can be turned off or adjusted with the configuration setting 'akka.log-dead-letters'.");
        return true;
    }
}
