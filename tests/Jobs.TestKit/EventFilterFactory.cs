using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>Says which log entries or dead letters a test expects. Of message, start and contains the first one given counts.</summary>
public class EventFilterFactory
{
    private readonly TestKitBase _testKit;
    private readonly ActorSystem _system;
    private readonly TimeSpan _leeway;
    private readonly IReadOnlyList<LogFilter> _filters;

    internal EventFilterFactory(TestKitBase testKit, ActorSystem system, TimeSpan leeway, IReadOnlyList<LogFilter> filters)
    {
        _testKit = testKit;
        _system = system;
        _leeway = leeway;
        _filters = filters;
    }

    public IEventFilterApplier Exception<TException>(string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    /// <summary>An error whose cause is of this class, in the text of the entry or of the exception.</summary>
    public IEventFilterApplier Exception(
        Type exceptionType, string? message = null, string? start = null, string? contains = null, string? source = null, bool checkInnerExceptions = false)
    {
        var matches = Text(message, start, contains);
        return Apply(
            entry => entry is Error && HasSource(entry, source) && Causes(entry.Cause, checkInnerExceptions)
                .Any(cause => exceptionType.IsInstanceOfType(cause) && (matches(TextOf(entry)) || matches(cause.Message))),
            $"{exceptionType.Name} {message}{start}{contains} {source}");
    }

    public IEventFilterApplier Debug(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Entry<Debug>(Text(message, start, contains), source, message ?? start ?? contains);

    public IEventFilterApplier Info(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Entry<Info>(Text(message, start, contains), source, message ?? start ?? contains);

    public IEventFilterApplier Warning(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Entry<Warning>(Text(message, start, contains), source, message ?? start ?? contains);

    public IEventFilterApplier Warning(Regex pattern, string? source = null) => Entry<Warning>(pattern.IsMatch, source, pattern.ToString());

    public IEventFilterApplier Error(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Entry<Error>(Text(message, start, contains), source, message ?? start ?? contains);

    public IEventFilterApplier Error(Regex pattern, string? source = null) => Entry<Error>(pattern.IsMatch, source, pattern.ToString());

    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Apply(predicate, "custom");

    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Apply(entry => entry is TLogEvent typed && predicate(typed), $"custom {typeof(TLogEvent).Name}");

    public IEventFilterApplier DeadLetter() => DeadLetter(_ => true, null, "any");

    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) => DeadLetter(letter => letter.Message is TMessage, source, typeof(TMessage).Name);

    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        DeadLetter(letter => letter.Message is TMessage message && isMatch(message), source, typeof(TMessage).Name);

    private EventFilterApplier DeadLetter(Predicate<DeadLetter> fits, string? source, string description) =>
        Apply(entry => entry is Warning { Message: DeadLetter letter } && HasSource(entry, source) && fits(letter), $"dead letter {description}");

    private EventFilterApplier Entry<TLogEvent>(Predicate<string> matches, string? source, string? description)
        where TLogEvent : LogEvent => Apply(
            entry => entry is TLogEvent && entry.Message is not Event.DeadLetter && HasSource(entry, source) && matches(TextOf(entry)),
            $"{typeof(TLogEvent).Name} {description}");

    private EventFilterApplier Apply(Predicate<LogEvent> fits, string description) =>
        new(_testKit, _system, _leeway, [.. _filters, new LogFilter(fits, description)]);

    private static string TextOf(LogEvent entry) => entry.Message?.ToString() ?? "";

    private static bool HasSource(LogEvent entry, string? source) =>
        source is null || entry.LogSource == source || entry.LogSource.StartsWith($"{source} ", StringComparison.Ordinal);

    private static IEnumerable<Exception> Causes(Exception? cause, bool inner)
    {
        for (; cause is not null; cause = inner ? cause.InnerException : null)
            yield return cause;
    }

    private static Predicate<string> Text(string? message, string? start, string? contains)
    {
        if (message is not null)
            return text => text == message;
        if (start is not null)
            return text => text.StartsWith(start, StringComparison.Ordinal);
        return text => contains is null || text.Contains(contains, StringComparison.Ordinal);
    }
}
