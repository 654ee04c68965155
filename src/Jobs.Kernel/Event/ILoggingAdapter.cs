namespace Akka.Event;

/// <summary>Writes log entries of one source. Templates are those of <see cref="string.Format(string, object[])"/>.</summary>
public interface ILoggingAdapter
{
    bool IsDebugEnabled { get; }

    bool IsInfoEnabled { get; }

    bool IsWarningEnabled { get; }

    bool IsErrorEnabled { get; }

    bool IsEnabled(LogLevel logLevel);

    void Log(LogLevel logLevel, Exception? cause, LogMessage message);

    void Log(LogLevel logLevel, Exception? cause, string format);
}

/// <summary>A template with its arguments, formatted by whoever prints it.</summary>
public abstract class LogMessage
{
    private protected LogMessage(string format) => Format = format;

    public string Format { get; }

    public abstract IEnumerable<object> Parameters();
}
