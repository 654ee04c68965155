namespace Jobs.Host.Commands;

/// <summary>Ends a verb: what is wrong, why, and what to do, one line each; the last two may be missing.</summary>
internal sealed class CommandException(int exitCode, string what, string? why = null, string? help = null) : Exception(what)
{
    public int ExitCode { get; } = exitCode;

    public string? Why { get; } = why;

    public string? Help { get; } = help;

    /// <summary>When the same request may succeed; null: nobody has said that it may.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
