namespace Jobs.Workers;

/// <summary>Somebody else's exception as a log may take it: its own text may throw, or be megabytes long, and a logger that fails would take the attempt with it.</summary>
internal sealed class ReadableException : Exception
{
    private readonly JobError _error;

    private ReadableException(JobError error)
        : base(error.Message) => _error = error;

    public override string? StackTrace => _error.Stack;

    public static ReadableException Of(Exception exception) => new(JobErrors.Of(exception));

    public override string ToString() => _error.Stack is null ? $"{_error.Type}: {_error.Message}" : $"{_error.Type}: {_error.Message}{Environment.NewLine}{_error.Stack}";
}
