using System.CommandLine;
using System.CommandLine.Help;
using Jobs.Hosting;

namespace Jobs.Host.Commands;

/// <summary>The program's verbs, and the one way every one of them ends.</summary>
internal static class CommandLine
{
    /// <summary>The parser allows no verb with the program's own name, and <c>jobs</c> is one: to the parser the program has a capital.</summary>
    private const string NameWhileParsing = "Jobs";
    private const string Name = "jobs";

    private const string Examples = """
        jobs demo                                     a host with sample queues that feeds itself
        jobs enqueue email send-email '{"to":"a@example.com"}'
        jobs stats                                    what waits, runs, is done, has died
        jobs dead list                                what could not succeed
        jobs dead replay ID                           and its second life
        """;

    private static readonly string[] _notServe = ["-h", "--help", "-?", "/?", "/h", "--version"];

    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        try
        {
            var root = Build(terminal);
            var parsed = root.Parse(WithVerb(args));
            if (parsed.Errors.Count > 0)
                throw UsageErrors.From(parsed);
            return parsed.Action is HelpAction ? Help(parsed, terminal) : await parsed.InvokeAsync(Configure(terminal.Out, terminal.Error));
        }
        catch (CommandException fault)
        {
            foreach (var line in (string?[])[fault.Message, fault.Why, fault.Help])
            {
                if (line is not null)
                    await terminal.Error.WriteLineAsync(Plain.Line(line));
            }

            return fault.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (JobsSettingsException fault)
        {
            // The one message that may be longer: all problems at once are the point.
            await terminal.Error.WriteLineAsync(Plain.Lines(fault.Message));
            return ExitCodes.Failed;
        }
    }

    private static InvocationConfiguration Configure(TextWriter output, TextWriter error) => new()
    {
        Output = output,
        Error = error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    private static int Help(ParseResult parsed, Terminal terminal)
    {
        using var help = new StringWriter();
        var exitCode = parsed.Invoke(Configure(help, terminal.Error));
        terminal.Out.Write(help.ToString().Replace($"{Environment.NewLine}  {NameWhileParsing} ", $"{Environment.NewLine}  {Name} ", StringComparison.Ordinal));
        if (parsed.CommandResult.Command is TaughtCommand { Examples: var examples })
            terminal.Out.WriteLine($"Examples:{Environment.NewLine}  {examples.ReplaceLineEndings($"{Environment.NewLine}  ")}");
        return exitCode;
    }

    private static TaughtCommand Build(Terminal terminal)
    {
        var global = new GlobalOptions();
        var root = new TaughtCommand(NameWhileParsing, "A persistent job system. Without a verb it serves.", Examples)
        {
            new HelpOption(),
            new VersionOption(),
            ServeCommand.Create(terminal),
            DemoCommand.Create(terminal),
            EnqueueCommand.Create(global, terminal),
            JobsCommand.Create(global, terminal),
            BulkCommand.Create(global, terminal),
            OperationsCommand.Create(global, terminal),
            QueuesCommand.Create(global, terminal),
            DeadCommand.Create(global, terminal),
            WorkersCommand.Create(global, terminal),
            StatsCommand.Create(global, terminal),
            TailCommand.Create(global, terminal),
            TopCommand.Create(global, terminal),
            ConfigCommand.Create(global, terminal),
            DescribeCommand.Create(global, terminal),
            KeysCommand.Create(global, terminal),
            CompactCommand.Create(terminal),
            DoctorCommand.Create(global, terminal),
            BenchCommand.Create(terminal),
        };
        global.AddTo(root);
        return root;
    }

    /// <summary>No verb is <c>serve</c>.</summary>
    private static string[] WithVerb(string[] args) =>
        args.Length == 0 || (args[0].StartsWith('-') && !_notServe.Contains(args[0], StringComparer.Ordinal)) ? ["serve", .. args] : args;
}
