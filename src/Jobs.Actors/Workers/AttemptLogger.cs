using System.Collections;
using System.Globalization;
using Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobs.Workers;

/// <summary>
/// Logs in the job's scope. The scope is opened around each line and not around the handler: it costs nothing when nothing is logged, and lines that are written
/// from other threads have it too.
/// </summary>
internal sealed class AttemptLogger(ILogger log, JobContext context) : ILogger
{
    private readonly AttemptScope _scope = new(context);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!log.IsEnabled(logLevel))
            return;
        using (log.BeginScope(_scope))
            log.Log(logLevel, eventId, state, exception, formatter);
    }

    private sealed class AttemptScope(JobContext context) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        private readonly KeyValuePair<string, object?>[] _values =
        [
            new("JobId", context.JobId),
            new("Queue", context.Queue),
            new("Type", context.Type),
            new("Attempt", context.Attempt),
            new("TraceId", TraceText.IdOf(context.TraceParent) ?? ""),
        ];

        public int Count => _values.Length;

        public KeyValuePair<string, object?> this[int index] => _values[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{context.Queue}: job {context.JobId} ({context.Type}), attempt {context.Attempt}");
    }
}
