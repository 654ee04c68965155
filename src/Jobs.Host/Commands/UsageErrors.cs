using System.CommandLine;

namespace Jobs.Host.Commands;

/// <summary>What was typed and is not understood, in at most three lines.</summary>
internal static class UsageErrors
{
    public static CommandException From(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        var what = unknown is null
            ? Missing(parsed) ?? string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            : $"'{unknown}' is not understood here{Suggestion.For(unknown, Known(parsed, unknown))}";
        return new CommandException(ExitCodes.Usage, what, null, $"See `{Path(parsed)} --help`{Verbs(command)}.");
    }

    private static string? Missing(ParseResult parsed)
    {
        var missing = parsed.CommandResult.Command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 });
        return missing is null ? null : $"{missing.Name} is missing: {missing.Description}.";
    }

    private static IEnumerable<string> Known(ParseResult parsed, string typed)
    {
        var command = parsed.CommandResult.Command;
        if (!typed.StartsWith('-'))
            return command.Subcommands.Select(verb => verb.Name);
        return command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)).Select(option => option.Name);
    }

    private static string Verbs(Command command) =>
        command.Subcommands.Count == 0 ? "" : $": {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}";

    private static string Path(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result?.Parent is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
            names.Push(result.Command.Name);
        return string.Join(' ', names.Prepend("jobs"));
    }
}
