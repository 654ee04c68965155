using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Jobs.Workers;

/// <summary>
/// Logs in the job's scope. The scope is opened around each line and not around the handler: it costs nothing when nothing is logged, and lines that are written
/// from other threads have it too.
/// </summary>
internal sealed class AttemptLogger(ILogger log, JobContext context) : ILogger
{
    private readonly AttemptScope _scope = new(context.JobId, context.Queue, context.Type, context.Attempt);

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

    private sealed class AttemptScope(JobId job, string queue, string type, int attempt) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        private readonly KeyValuePair<string, object?>[] _values = [new("JobId", job), new("Queue", queue), new("Type", type), new("Attempt", attempt)];

        public int Count => _values.Length;

        public KeyValuePair<string, object?> this[int index] => _values[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{queue}: job {job} ({type}), attempt {attempt}");
    }
}
