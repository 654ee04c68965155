using Jobs.Host.Commands;

namespace Jobs.Host.Tests.Commands;

/// <summary>A run of the program's verbs in this process.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public static Task<CommandRun> AsyncOn(TestHost host, params string[] args) => Async("", [.. args, "--server", host.Address.ToString()]);

    public static async Task<CommandRun> Async(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var typed = new StringReader(input);
        var exitCode = await CommandLine.RunAsync(args, new Terminal(typed, output, error, _ => null, IsInteractive: false, HasColour: false));
        return new CommandRun(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>What, why, what to do: at most three lines, and nothing on stdout.</summary>
    public void AssertFailed(int exitCode, string says)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.Contains(says, Error, StringComparison.Ordinal);
        Assert.InRange(Error.TrimEnd('\n').Split('\n').Length, 1, 3);
        Assert.Empty(Out);
    }
}
