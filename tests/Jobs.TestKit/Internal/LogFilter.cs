using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit.Internal;

/// <summary>Takes the log entries that fit, and counts them.</summary>
internal sealed class LogFilter(Predicate<LogEvent> fits, string description)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool Takes(LogEvent entry)
    {
        if (!fits(entry))
            return false;
        Interlocked.Increment(ref _count);
        return true;
    }

    /// <summary>The same condition, counting from nothing.</summary>
    public LogFilter Fresh() => new(fits, description);

    public override string ToString() => description;
}

/// <summary>Let these filters take log entries from now on.</summary>
internal sealed record Mute(IReadOnlyList<LogFilter> Filters) : INoSerializationVerificationNeeded;

internal sealed record Unmute(IReadOnlyList<LogFilter> Filters) : INoSerializationVerificationNeeded;
