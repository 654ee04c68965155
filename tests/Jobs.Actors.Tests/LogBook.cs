using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Jobs.Actors.Tests;

/// <summary>Keeps what is logged, with the scopes that were open.</summary>
internal sealed class LogBook : ILoggerFactory, ILogger
{
    private readonly AsyncLocal<object?> _scope = new();

    public ConcurrentQueue<Line> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable BeginScope<TState>(TState state)
        where TState : notnull
    {
        _scope.Value = state;
        return new Scope(_scope);
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(new Line(logLevel, formatter(state, exception), _scope.Value, exception?.ToString()));

    public void Dispose()
    {
    }

    public sealed record Line(LogLevel Level, string Text, object? Scope, string? Exception);

    private sealed class Scope(AsyncLocal<object?> scope) : IDisposable
    {
        public void Dispose() => scope.Value = null;
    }
}
