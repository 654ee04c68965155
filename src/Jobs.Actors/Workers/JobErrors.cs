using System.Globalization;
using System.Text;

namespace Jobs.Workers;

/// <summary>Turns what went wrong into a <see cref="JobError"/>. Never throws: an exception that can not be read must not be the reason that a retry is lost.</summary>
internal static class JobErrors
{
    public const string TimeoutType = "timeout";
    public const string UnknownTypeType = "unknown-type";
    public const string WorkerDiedType = "worker-died";
    public const string RejectedType = "rejected";
    public const string UnreadablePayloadType = "unreadable-payload";
    public const string UnwritableResultType = "unwritable-result";

    /// <summary>Causes that are looked at; beyond them the chain says nothing new.</summary>
    public const int CausesMax = 16;

    private const string Unreadable = "(this exception's text can not be read)";

    public static JobError Timeout(TimeSpan limit) =>
        new(TimeoutType, string.Create(CultureInfo.InvariantCulture, $"The attempt was stopped after {limit.TotalMilliseconds:0} ms, its limit."));

    public static JobError UnknownType(string type) => new(UnknownTypeType, $"No handler is registered for jobs of type {type} on this host.");

    public static JobError WorkerDied() => new(WorkerDiedType, "The worker that ran the attempt has stopped unexpectedly.");

    public static JobError Of(Exception exception)
    {
        var causes = CausesOf(exception);
        return new JobError(
            CleanText.Of(TypeOf(causes[0]), JobError.TypeBytesMax),
            CleanText.Of(MessageOf(causes), JobError.MessageBytesMax),
            StackOf(causes) is { Length: > 0 } stack ? CleanText.Of(stack, JobError.StackBytesMax) : null);
    }

    /// <summary>An <see cref="AggregateException"/> with one cause says nothing that its cause does not.</summary>
    public static Exception Unwrap(Exception exception)
    {
        for (var depth = 0; depth < CausesMax && exception is AggregateException { InnerExceptions: [var only] }; depth++)
            exception = only;
        return exception;
    }

    /// <summary>Its own message, without those of its causes; whatever its getter does.</summary>
    public static string MessageOf(Exception exception) => exception is AggregateException several
        ? string.Create(CultureInfo.InvariantCulture, $"{several.InnerExceptions.Count} errors occurred.") // what it says of its causes comes with them
        : Read(() => exception.Message);

    /// <summary>The exception and what caused it, outermost first, each once: chains can be circular.</summary>
    private static List<Exception> CausesOf(Exception exception)
    {
        var causes = new List<Exception> { Unwrap(exception) };
        for (var i = 0; i < causes.Count && causes.Count < CausesMax; i++)
        {
            if (causes[i] is AggregateException several)
            {
                foreach (var cause in several.InnerExceptions)
                    Add(causes, cause);
            }
            else if (causes[i].InnerException is { } cause)
            {
                Add(causes, cause);
            }
        }

        return causes;
    }

    private static void Add(List<Exception> causes, Exception cause)
    {
        var unwrapped = Unwrap(cause);
        if (causes.Count < CausesMax && !causes.Exists(known => ReferenceEquals(known, unwrapped)))
            causes.Add(unwrapped);
    }

    private static string MessageOf(List<Exception> causes)
    {
        var text = new StringBuilder().Append(Clip(MessageOf(causes[0]), JobError.MessageBytesMax));
        for (var i = 1; i < causes.Count && text.Length <= JobError.MessageBytesMax; i++)
            text.Append(" ---> ").Append(TypeOf(causes[i])).Append(": ").Append(Clip(MessageOf(causes[i]), JobError.MessageBytesMax));
        return text.ToString();
    }

    private static string StackOf(List<Exception> causes)
    {
        var text = new StringBuilder().Append(Clip(Read(() => causes[0].StackTrace), JobError.StackBytesMax));
        for (var i = 1; i < causes.Count && text.Length <= JobError.StackBytesMax; i++)
        {
            if (Read(() => causes[i].StackTrace) is { Length: > 0 } stack)
                text.Append(text.Length == 0 ? "" : "\n").Append("--- ").Append(TypeOf(causes[i])).Append(" ---\n").Append(Clip(stack, JobError.StackBytesMax));
        }

        return text.ToString();
    }

    // One character more than is kept, so that the cut is seen and marked.
    private static ReadOnlySpan<char> Clip(string text, int bytesMax) => text.AsSpan(0, Math.Min(text.Length, bytesMax + 1));

    private static string TypeOf(Exception exception) => exception.GetType().ToString();

    private static string Read(Func<string?> text)
    {
        try
        {
            return text() ?? "";
        }
        catch (Exception)
        {
            return Unreadable;
        }
    }
}
