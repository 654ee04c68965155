using System.Globalization;
using Akka.Actor;

namespace Akka.Event;

public static class Logging
{
    internal static readonly LogLevel Off = (LogLevel)int.MaxValue;

    /// <summary>A log whose source is the actor's path.</summary>
    public static ILoggingAdapter GetLogger(this IActorContext context) =>
        new BusLogging(context.System.EventStream, context.Self.Path.ToString(), context.Props.Type);

    /// <summary>A log whose source is a name, a class, or an object's class.</summary>
    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj) => logSourceObj switch
    {
        IActorContext context => context.GetLogger(),
        IActorRef actor => new BusLogging(system.EventStream, actor.Path.ToString(), actor.GetType()),
        string name => new BusLogging(system.EventStream, $"{name} ({system})", typeof(string)),
        Type type => new BusLogging(system.EventStream, $"{type.Name} ({system})", type),
        _ => new BusLogging(system.EventStream, $"{logSourceObj.GetType().Name} ({system})", logSourceObj.GetType()),
    };

    public static LogLevel LogLevelFor(string logLevel) => logLevel?.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" => Off,
        _ => throw new ArgumentException($"Unknown LogLevel: \"{logLevel}\". Valid values are: \"DEBUG\", \"INFO\", \"WARNING\", \"ERROR\", \"OFF\"", nameof(logLevel)),
    };

    internal static IEnumerable<Type> ClassesFrom(LogLevel level) => Enum.GetValues<LogLevel>().Where(one => one >= level).Select(ClassFor);

    private static Type ClassFor(LogLevel level) => level switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        LogLevel.ErrorLevel => typeof(Error),
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "not a level of entries"),
    };
}

internal sealed class FormattedMessage(string format, object[] arguments) : LogMessage(format)
{
    public override IEnumerable<object> Parameters() => arguments;

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Format, arguments);
}
