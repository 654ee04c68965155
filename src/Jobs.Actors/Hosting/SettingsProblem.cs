namespace Jobs.Hosting;

/// <summary>One thing that is wrong with the settings.</summary>
/// <param name="Path">The key as the user wrote it, from the root: <c>jobs.queues.email.concurrency</c>; the file's name when it cannot be read at all.</param>
/// <param name="Text">What was expected and what was found.</param>
/// <param name="Hint">What would help; null when the text says it.</param>
public sealed record SettingsProblem(string Path, string Text, string? Hint = null)
{
    public override string ToString() => Hint is null ? $"{Path}: {Text}" : $"{Path}: {Text}; hint: {Hint}";
}

/// <summary>Settings that cannot be used. The message lists every problem, one per line.</summary>
public sealed class JobsSettingsException(IReadOnlyList<SettingsProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<SettingsProblem> Problems { get; } = problems;

    internal static void ThrowIfAny(IReadOnlyList<SettingsProblem> problems)
    {
        if (problems.Count > 0)
            throw new JobsSettingsException(problems);
    }
}
