using System.Diagnostics;

namespace Jobs.Host.Tests.Processes;

/// <summary>A test that looks into the system calls of a host, or makes them fail. Skipped with the reason where that is not possible; where the variable <c>CI</c> is set it runs, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute() => Skip = StraceSupport.Missing;
}

/// <inheritdoc cref="StraceFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StraceTheoryAttribute : TheoryAttribute
{
    public StraceTheoryAttribute() => Skip = StraceSupport.Missing;
}

internal static class StraceSupport
{
    private const string PtraceScope = "/proc/sys/kernel/yama/ptrace_scope";

    /// <summary>Why not; null: all is there, or must be.</summary>
    public static string? Missing => Environment.GetEnvironmentVariable("CI") is { Length: > 0 } ? null : Find();

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux())
            return "strace is a tool of Linux";
        if (!Array.Exists((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), folder => File.Exists(Path.Combine(folder, "strace"))))
            return "strace is not installed (apt-get install strace)";
        return !Environment.IsPrivilegedProcess && File.Exists(PtraceScope) && File.ReadAllText(PtraceScope).Trim() != "0"
            ? $"strace may not attach to a process: {PtraceScope} is not 0 and this is not root"
            : null;
    }
}
