using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Jobs.Host.Tests.Monitoring;

public sealed class LogEventTests
{
    [Fact]
    public void No_two_log_events_have_the_same_id()
    {
        var events = Events().ToList();

        Assert.True(events.Count > 40, $"only {events.Count} log events were found");
        Assert.Empty(events.GroupBy(found => found.EventId).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {string.Join(", ", same.Select(found => found.Name))}"));
    }

    internal static IEnumerable<(int EventId, LogLevel Level, string Message, string Name)> Events() =>
        from assembly in (Assembly[])[typeof(JobsSystem).Assembly, typeof(Jobs.Host.Serving.JobsHost).Assembly]
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        select (message.EventId, message.Level, message.Message, $"{type.Name}.{method.Name}");
}
