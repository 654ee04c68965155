using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary>What a verb talks to: data goes out, messages go to the error stream.</summary>
/// <param name="IsInteractive">Somebody sits there and can be asked.</param>
/// <param name="HasColour">The output is a terminal, and NO_COLOR does not forbid it.</param>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, Func<string, string?> Environment, bool IsInteractive, bool HasColour)
{
    /// <summary>When nobody looks there is no width to keep to.</summary>
    private const int WidthWhenPiped = 100_000;

    public static Terminal OfProcess() => new(
        Console.In,
        Console.Out,
        Console.Error,
        System.Environment.GetEnvironmentVariable,
        !Console.IsInputRedirected && !Console.IsOutputRedirected,
        !Console.IsOutputRedirected && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("NO_COLOR")));

    public IAnsiConsole Tables(bool colour)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Out),
            Ansi = colour && HasColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour && HasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!IsInteractive)
            console.Profile.Width = WidthWhenPiped;
        return console;
    }
}
