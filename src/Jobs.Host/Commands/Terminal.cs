using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary>What a verb talks to: data goes out, messages go to the error stream.</summary>
/// <param name="IsInteractive">Somebody sits there and can be asked.</param>
/// <param name="HasColour">The output is a terminal, and NO_COLOR does not forbid it.</param>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, Func<string, string?> Environment, bool IsInteractive, bool HasColour)
{
    /// <summary>When nobody looks there is no width to keep to.</summary>
    private const int WidthWhenPiped = 100_000;

    private const int WidthUnknown = 80;

    /// <summary>In columns.</summary>
    public int Width { get; init; } = WidthWhenPiped;

    /// <summary>Messages go to a terminal, so that a line may be written again and again.</summary>
    public bool ErrorIsTerminal { get; init; }

    public static Terminal OfProcess() => new(
        Console.In,
        Console.Out,
        Console.Error,
        System.Environment.GetEnvironmentVariable,
        !Console.IsInputRedirected && !Console.IsOutputRedirected,
        !Console.IsOutputRedirected && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("NO_COLOR")))
    {
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected ? WidthWhenPiped : WidthOfConsole(),
    };

    public IAnsiConsole Tables(bool colour)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Out),
            Ansi = colour && HasColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour && HasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Width;
        return console;
    }

    /// <summary>Some terminals do not know, or say 0.</summary>
    private static int WidthOfConsole()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : WidthUnknown;
        }
        catch (IOException)
        {
            return WidthUnknown;
        }
    }
}
